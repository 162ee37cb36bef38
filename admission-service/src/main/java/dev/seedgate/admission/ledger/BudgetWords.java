package dev.seedgate.admission.ledger;

import dev.seedgate.core.ledger.Budget;
import dev.seedgate.core.ledger.ServerView;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the journal says of a server, as its {@code budget-observed} lines have it: for people, and for those who look back, to whom
 * nothing else tells who had how many sessions.
 */
public final class BudgetWords {
    private static final String NO_CLASSES = "no classes";
    private static final Pattern LINE = Pattern.compile(
            "max_connections (\\d+); (.*); unclassified (\\d+); (\\d+) in use; enforcement \\w+", Pattern.DOTALL);
    private static final Pattern CLASS = Pattern.compile("(.+?) (\\d+) of (\\d+)(?:, |$)", Pattern.DOTALL);

    private BudgetWords() {}

    /**
     * What was read.
     *
     * @param used sessions of everybody
     */
    public record Read(int maxConnections, List<Budget.ClassUse> classes, int unclassified, int used) {
        public Read {
            classes = List.copyOf(classes);
        }

        /** Sessions that are kept for, or had by, those whom nobody gates. */
        public int kept() {
            return unclassified
                    + classes.stream()
                            .mapToInt(use -> Math.max(use.reservation(), use.observed()))
                            .sum();
        }
    }

    public static String of(ServerView server) {
        Budget budget = server.budget();
        String classes = budget.classes().isEmpty()
                ? NO_CLASSES
                : budget.classes().stream()
                        .map(use -> use.name() + " " + use.observed() + " of " + use.reservation())
                        .collect(Collectors.joining(", "));
        return "max_connections " + budget.maxConnections() + "; " + classes + "; unclassified "
                + budget.unclassified() + "; " + server.used() + " in use; enforcement "
                + server.enforcement().name().toLowerCase(Locale.ROOT);
    }

    /** Reads such words; empty where they are something else. */
    public static Optional<Read> read(String words) {
        Matcher line = LINE.matcher(words);
        try {
            return line.matches()
                    ? Optional.of(new Read(
                            Integer.parseInt(line.group(1)),
                            classes(line.group(2)),
                            Integer.parseInt(line.group(3)),
                            Integer.parseInt(line.group(4))))
                    : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static List<Budget.ClassUse> classes(String words) {
        List<Budget.ClassUse> classes = new ArrayList<>();
        Matcher each = CLASS.matcher(words);
        while (each.find()) {
            classes.add(new Budget.ClassUse(
                    each.group(1), Integer.parseInt(each.group(3)), Integer.parseInt(each.group(2))));
        }
        return classes;
    }
}
