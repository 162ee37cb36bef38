package dev.seedgate.catalog;

import java.io.Serial;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** A catalog that cannot be used. Its message lists every problem on a line of its own, fit to be shown to people. */
public final class CatalogException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    CatalogException(Path folder, List<Problem> problems) {
        super(message(folder, problems));
        this.problems = List.copyOf(problems);
    }

    /** At least one, ordered by file, line and column. */
    public List<Problem> problems() {
        return problems;
    }

    private static String message(Path folder, List<Problem> problems) {
        String count = problems.size() == 1 ? "1 problem" : problems.size() + " problems";
        return problems.stream()
                .map(problem -> "\n  " + problem)
                .collect(Collectors.joining("", "The catalog " + folder + " has " + count + ":", ""));
    }
}
