package dev.seedgate.catalog;

import java.net.URI;
import java.nio.file.Path;

/** Where a feed lies. */
public sealed interface FeedSource {
    /** As the definition gives it, for messages; without the secrets that an address may have. */
    String name();

    /**
     * One file of the catalog.
     *
     * @param path absolute; read when the step runs
     */
    record OneFile(Path path, String name) implements FeedSource {}

    /** Several files of the catalog, in the order of their names, looked up when the step runs. */
    record ManyFiles(FileSet files) implements FeedSource {
        @Override
        public String name() {
            return files.pattern();
        }
    }

    /**
     * Something that a web server has.
     *
     * @param uri absolute, http or https; may have secrets in it, which {@link #name} has not
     */
    record Web(URI uri) implements FeedSource {
        @Override
        public String name() {
            return WebAddress.shown(uri);
        }

        /** The end of the path, by which a file's compression is known. */
        public String fileName() {
            String path = uri.getPath();
            return path.substring(path.lastIndexOf('/') + 1);
        }

        /** The record's own would show the secrets. */
        @Override
        public String toString() {
            return "Web[" + name() + "]";
        }
    }
}
