package dev.seedgate.catalog;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * All seeds that exist, by name. A catalog is a folder with one {@code <seed>.yaml} per seed; folders in it hold data.
 *
 * <p>A catalog is loaded as a whole or not at all: a process that started with half a catalog would refuse requests for
 * seeds that are there. It is a snapshot and does not follow later changes of the folder, except that feeds are read when
 * a seed runs; {@link LiveCatalog} follows them.
 */
public final class Catalog {
    private static final Comparator<Problem> BY_POSITION =
            Comparator.comparing(Problem::file).thenComparingInt(Problem::line).thenComparingInt(Problem::column);

    private final NavigableMap<String, SeedDefinition> seeds;

    private Catalog(NavigableMap<String, SeedDefinition> seeds) {
        this.seeds = seeds;
    }

    /**
     * Reads and checks every definition in the folder, and hashes the files they refer to.
     *
     * @throws CatalogException with every problem found in every file, not only the first
     */
    public static Catalog load(Path folder) {
        var problems = new ArrayList<Problem>();
        var seeds = new TreeMap<String, SeedDefinition>();
        for (Path file : definitionFiles(folder, problems)) {
            new DefinitionReader(folder, file, problems).read().ifPresent(seed -> seeds.put(seed.name(), seed));
        }
        if (!problems.isEmpty()) {
            problems.sort(BY_POSITION);
            throw new CatalogException(folder, problems);
        }
        return new Catalog(seeds);
    }

    public Optional<SeedDefinition> find(String name) {
        return Optional.ofNullable(seeds.get(name));
    }

    /** In alphabetical order. */
    public SortedSet<String> names() {
        return Collections.unmodifiableSortedSet(seeds.navigableKeySet());
    }

    private static List<Path> definitionFiles(Path folder, List<Problem> problems) {
        var files = new ArrayList<Path>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, Catalog::isVisibleFile)) {
            for (Path entry : entries) {
                String name = String.valueOf(entry.getFileName());
                if (name.endsWith(".yaml")) {
                    files.add(entry);
                } else if (name.endsWith(".yml")) {
                    problems.add(Problem.ofFile(entry, "would be ignored; rename it to end in .yaml"));
                }
            }
        } catch (NotDirectoryException e) {
            problems.add(Problem.ofFile(folder, "is not a folder; name the folder that holds the seeds' .yaml files"));
            return List.of();
        } catch (IOException e) {
            problems.add(Problem.ofFile(folder, "cannot be read (" + e + "); name a readable folder"));
            return List.of();
        }
        if (files.isEmpty() && problems.isEmpty()) {
            problems.add(Problem.ofFile(folder, "has no seed; put at least one definition <seed>.yaml into it"));
        }
        Collections.sort(files);
        return files;
    }

    /** Hidden files are what editors leave behind. */
    private static boolean isVisibleFile(Path entry) {
        return !String.valueOf(entry.getFileName()).startsWith(".") && !Files.isDirectory(entry);
    }
}
