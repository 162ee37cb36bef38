package dev.seedgate.catalog;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.PatternSyntaxException;

/**
 * Finds the files that a definition refers to, inside the catalog's folder only: whoever may write a definition must not be
 * able to read the rest of the machine through it. What is found becomes part of the definition's version.
 */
final class FileReferences {
    private final Path folder;
    private final VersionHash hash;
    private final Set<Path> hashed = new HashSet<>();

    /** @param source the path as the definition gives it */
    record FoundFile(Path path, String source) {}

    FileReferences(Path folder, VersionHash hash) {
        this.folder = folder;
        this.hash = hash;
    }

    Optional<FoundFile> find(Value value) {
        return value.nonBlankText().flatMap(source -> {
            try {
                return locate(value, source).map(path -> new FoundFile(path, source));
            } catch (InvalidPathException e) {
                return value.refuse("is not a path (" + e.getReason() + "), got: " + source);
            } catch (IOException e) {
                return value.refuse("cannot be read: " + e + "; make the file readable");
            }
        });
    }

    /** The catalog's folder itself. */
    Optional<Path> folder() {
        return Optional.of(folder.toAbsolutePath().normalize());
    }

    /**
     * Where a command runs. A relative path is a folder of the catalog's. An absolute one is a place on the workers, which need not
     * exist here. What is in it is no part of the definition's version.
     */
    Optional<Path> directory(Value value) {
        return value.nonBlankText().flatMap(source -> {
            try {
                Path path = folder.toAbsolutePath().resolve(source).normalize();
                if (Path.of(source).isAbsolute()) {
                    return Optional.of(path);
                }
                if (!path.startsWith(folder.toAbsolutePath().normalize())) {
                    return value.refuse("must stay within the catalog's folder, or be absolute, got: " + source);
                }
                return Files.isDirectory(path)
                        ? Optional.of(path)
                        : value.refuse("is not a folder: " + path + "; make the folder or correct the path");
            } catch (InvalidPathException e) {
                return value.refuse("is not a path (" + e.getReason() + "), got: " + source);
            }
        });
    }

    /** The files that a folder or a pattern names; at least one. */
    Optional<FileSet> findAll(Value value) {
        return value.nonBlankText().flatMap(pattern -> findAll(value, pattern));
    }

    private Optional<FileSet> findAll(Value value, String pattern) {
        try {
            Path path = Path.of(pattern);
            if (path.isAbsolute() || !path.normalize().equals(path) || path.startsWith("..")) {
                return value.refuse(
                        "must stay within the catalog's folder; give a folder or pattern relative to it, got: "
                                + pattern);
            }
            var set = new FileSet(folder.toRealPath(), pattern);
            List<FeedSource.OneFile> found = set.list();
            for (FeedSource.OneFile file : found) {
                hashOnce(file.name(), file.path());
            }
            return found.isEmpty()
                    ? value.refuse("names no file: " + pattern + "; put one there or correct the pattern")
                    : Optional.of(set);
        } catch (InvalidPathException | PatternSyntaxException e) {
            return value.refuse("is not a path or pattern (" + e.getMessage() + ")");
        } catch (IOException e) {
            return value.refuse("cannot be used: " + e.getMessage() + "; make the files readable, and keep them in the"
                    + " catalog's folder");
        }
    }

    /** The whole content of a small file. */
    Optional<String> text(Value value, FoundFile file) {
        try {
            String text = Files.readString(file.path());
            hash.addScript(text);
            return Optional.of(text);
        } catch (CharacterCodingException e) {
            return value.refuse("is not UTF-8 text; save " + file.source() + " as UTF-8");
        } catch (IOException e) {
            return value.refuse("cannot be read: " + e + "; make the file readable");
        }
    }

    private Optional<Path> locate(Value value, String source) throws IOException {
        Path root = folder.toRealPath();
        Path path = root.resolve(source).normalize();
        if (Path.of(source).isAbsolute() || !path.startsWith(root)) {
            return value.refuse("must stay within the catalog's folder; give a path relative to it, got: " + source);
        }
        if (!Files.exists(path)) {
            return value.refuse("does not exist: " + path + "; put the file there or correct the path");
        }
        if (!Files.isRegularFile(path)) {
            return value.refuse("is not a file: " + path + "; name a file");
        }
        if (!path.toRealPath().startsWith(root)) {
            return value.refuse("must stay within the catalog's folder, but the link leads to " + path.toRealPath());
        }
        hashOnce(source, path);
        return Optional.of(path);
    }

    private void hashOnce(String source, Path path) throws IOException {
        if (hashed.add(path)) {
            hash.addFile(source, path);
        }
    }
}
