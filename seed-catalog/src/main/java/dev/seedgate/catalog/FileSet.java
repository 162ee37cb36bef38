package dev.seedgate.catalog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Files of the catalog that a pattern or a folder names. Looked up anew whenever somebody asks, so that a file which is put there
 * later is found.
 *
 * @param root the catalog's folder, absolute and without symbolic links; no file outside it is found
 * @param pattern a folder, which stands for all visible files directly in it, or a pattern as of {@link
 *     java.nio.file.FileSystem#getPathMatcher}'s {@code glob}; relative to the root, with {@code /}
 */
public record FileSet(Path root, String pattern) {
    private static final int DEEPEST = 16;

    /**
     * The files there are now, in the order of their names.
     *
     * @throws IOException when a folder cannot be read, or a link leads out of the catalog's folder
     */
    public List<FeedSource.OneFile> list() throws IOException {
        List<FeedSource.OneFile> files = find().stream()
                .map(root::relativize)
                .filter(path -> !isHidden(path))
                .map(path -> new FeedSource.OneFile(root.resolve(path), path.toString()))
                .sorted(Comparator.comparing(FeedSource.OneFile::name))
                .toList();
        for (FeedSource.OneFile file : files) {
            if (!file.path().toRealPath().startsWith(root)) {
                throw new IOException("the link " + file.name() + " leads out of the catalog's folder");
            }
        }
        return files;
    }

    private List<Path> find() throws IOException {
        Path start = root.resolve(fixedPart()).normalize();
        if (!Files.exists(start)) {
            return List.of();
        }
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
        try (Stream<Path> found = Files.walk(start, isWild() ? DEEPEST : 1)) {
            return found.filter(
                            path -> Files.isRegularFile(path) && (!isWild() || matcher.matches(root.relativize(path))))
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private boolean isWild() {
        return !fixedPart().equals(pattern);
    }

    /** The folders before the first part that is a pattern; all of it where none is. */
    private String fixedPart() {
        int wild = 0;
        while (wild < pattern.length() && "*?[{\\".indexOf(pattern.charAt(wild)) < 0) {
            wild++;
        }
        return wild == pattern.length() ? pattern : pattern.substring(0, pattern.lastIndexOf('/', wild) + 1);
    }

    private static boolean isHidden(Path path) {
        return String.valueOf(path.getFileName()).startsWith(".");
    }
}
