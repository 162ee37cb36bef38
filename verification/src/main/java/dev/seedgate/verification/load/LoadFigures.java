package dev.seedgate.verification.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The least that each way took, and the ways that left something else in the table than they should. */
final class LoadFigures {
    private static final double NANOS = 1e9;

    private final Map<String, Figure> best = new LinkedHashMap<>();
    private final List<String> wrong = new ArrayList<>();

    /**
     * What one run took.
     *
     * @param processor of all processes
     */
    record Figure(Duration took, Duration processor) {
        private Figure least(Figure other) {
            return new Figure(shorter(took, other.took), shorter(processor, other.processor));
        }

        private static Duration shorter(Duration one, Duration other) {
            return one.compareTo(other) < 0 ? one : other;
        }
    }

    void add(String way, Figure figure) {
        System.out.printf(
                Locale.ROOT,
                "  %-62s %6.2f s, processor %6.2f s%n",
                way,
                seconds(figure.took()),
                seconds(figure.processor()));
        best.merge(way, figure, Figure::least);
    }

    void require(String way, String expected, String found) {
        if (!found.equals(expected)) {
            wrong.add(way + " leaves " + found + " instead of " + expected);
        }
    }

    boolean allRight() {
        return wrong.isEmpty();
    }

    /** As Markdown; the first way is what the others are compared with. */
    void print() {
        double first = seconds(best.values().iterator().next().took());
        System.out.printf("| way | seconds | of psql's | processor |%n| --- | ---: | ---: | ---: |%n");
        best.forEach((way, figure) -> System.out.printf(
                Locale.ROOT,
                "| %s | %.2f | %.2f | %.1f |%n",
                way,
                seconds(figure.took()),
                seconds(figure.took()) / first,
                seconds(figure.processor())));
        wrong.forEach(System.out::println);
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / NANOS;
    }
}
