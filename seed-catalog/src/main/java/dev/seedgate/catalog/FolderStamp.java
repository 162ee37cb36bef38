package dev.seedgate.catalog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * By which a change of a folder is noticed without reading it: the names, identities, sizes, times and rights of all files. Times
 * alone do not do: one that is replaced by another of its size within a tick of the clock has the same. Links are followed, because a
 * mounted ConfigMap or a checkout that is switched changes nothing but a link. Asking is dearer than being told, but folders that
 * are mounted from elsewhere tell nobody.
 */
final class FolderStamp {
    private FolderStamp() {}

    /** Equal as long as nothing changes; something that is equal to itself while the folder cannot be read. */
    static String of(Path folder) {
        try (Stream<Path> files = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> stamp(folder, file))
                    .sorted()
                    .collect(Collectors.joining("\n"));
        } catch (IOException | UncheckedIOException e) {
            return e.toString();
        }
    }

    private static String stamp(Path folder, Path file) {
        try {
            BasicFileAttributes is = Files.readAttributes(file, BasicFileAttributes.class);
            return "%s %s %d %s %b"
                    .formatted(
                            folder.relativize(file),
                            is.fileKey(),
                            is.size(),
                            is.lastModifiedTime(),
                            Files.isReadable(file));
        } catch (IOException e) {
            return folder.relativize(file) + " gone";
        }
    }
}
