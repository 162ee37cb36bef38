package dev.seedgate.catalog;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/** Collects the problems of one file, so that a reader can go on after the first. */
final class Problems {
    private final Path file;
    private final List<Problem> found;

    Problems(Path file, List<Problem> found) {
        this.file = file;
        this.found = found;
    }

    void add(Node at, String key, String message) {
        add(at.getStartMark(), key, message);
    }

    void add(Optional<Mark> at, String key, String message) {
        int line = at.map(Mark::getLine).orElse(0) + 1;
        int column = at.map(Mark::getColumn).orElse(0) + 1;
        found.add(new Problem(file, line, column, key, message));
    }

    void addForFile(String message) {
        found.add(Problem.ofFile(file, message));
    }

    /** So that a reader can tell whether something was added while it read a part. */
    int count() {
        return found.size();
    }
}
