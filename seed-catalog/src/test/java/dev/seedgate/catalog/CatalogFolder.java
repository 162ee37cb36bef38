package dev.seedgate.catalog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** A catalog in the making, for tests. */
record CatalogFolder(Path path) {
    CatalogFolder with(String file, String content) {
        try {
            Path target = path.resolve(file);
            Files.createDirectories(target.getParent());
            Path whole = Files.writeString(
                    Files.createTempFile(path.toAbsolutePath().getParent(), "catalog", null), content);
            Files.move(whole, target, StandardCopyOption.ATOMIC_MOVE); // whoever follows the folder sees no half of it
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Catalog load() {
        return Catalog.load(path);
    }

    SeedDefinition loadOnly(String name) {
        return load().find(name).orElseThrow();
    }

    /** The problems as people see them, without the path to the folder; empty when it loads. */
    List<String> problems() {
        try {
            load();
            return List.of();
        } catch (CatalogException e) {
            return e.problems().stream()
                    .map(problem -> problem.toString().replace(path + "/", ""))
                    .toList();
        }
    }
}
