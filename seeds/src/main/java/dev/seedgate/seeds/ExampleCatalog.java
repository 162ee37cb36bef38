package dev.seedgate.seeds;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * Puts a catalog together from the example seeds and a large feed, which is too large for a repository. A demo or a system
 * test points its services at the result.
 */
public final class ExampleCatalog {
    private static final String LARGE_FEED = "feeds/large.csv";

    private ExampleCatalog() {}

    /**
     * Fills a folder with the committed seeds and those of the large feed.
     *
     * @param seeds the repository's {@code seeds} folder
     * @param target made when missing; files that are there are replaced
     * @param large the large feed, of shape {@link FeedShape#LARGE}
     */
    public static void prepare(Path seeds, Path target, FeedSpec large) throws IOException {
        if (large.shape() != FeedShape.LARGE) {
            throw new IllegalArgumentException("the large feed must have the shape LARGE, got: " + large.shape());
        }
        copy(seeds.resolve("catalog"), target);
        copy(seeds.resolve("large"), target);
        FeedWriter.write(large, target.resolve(LARGE_FEED));
    }

    /** Copies a folder's content into another, such as {@code seeds/broken} into a prepared catalog. */
    public static void copy(Path from, Path to) throws IOException {
        List<Path> entries;
        try (Stream<Path> walk = Files.walk(from)) {
            entries = walk.toList();
        }
        for (Path entry : entries) {
            Path copy = to.resolve(from.relativize(entry).toString());
            if (Files.isDirectory(entry)) {
                Files.createDirectories(copy);
            } else {
                Files.copy(entry, copy, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
