package dev.seedgate.verification.checker;

import java.util.List;

/**
 * What a checker found.
 *
 * @param promise in a few words
 * @param figures the evidence: how much was looked at, and how near it came to the limit
 * @param violations each with the numbers that prove it; empty where the promise was kept
 */
public record Verdict(String promise, String figures, List<String> violations) {
    private static final int MOST_SHOWN = 10;

    public Verdict {
        violations = List.copyOf(violations);
    }

    public boolean kept() {
        return violations.isEmpty();
    }

    /** For people: one line, and one more for each of the first violations. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("%-4s %s: %s".formatted(kept() ? "kept" : "BROKEN", promise, figures));
        violations.stream()
                .limit(MOST_SHOWN)
                .forEach(each -> text.append("\n     - ").append(each));
        if (violations.size() > MOST_SHOWN) {
            text.append("\n     - and %d more".formatted(violations.size() - MOST_SHOWN));
        }
        return text.toString();
    }
}
