package dev.seedgate.catalog;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Guesses which of the words that are allowed somebody meant. */
public final class Suggestion {
    private Suggestion() {}

    /** {@code "; did you mean columns?"} where a word is near enough, otherwise the words that are allowed. */
    public static String forWord(String word, Collection<String> allowed) {
        return nearest(word, allowed)
                .map(near -> "; did you mean " + near + "?")
                .orElse("; use one of: " + String.join(", ", allowed));
    }

    /** The word that is nearest, where one is near enough. */
    public static Optional<String> nearest(String word, Collection<String> allowed) {
        String lower = word.toLowerCase(Locale.ROOT);
        int bound = Math.max(1, word.length() / 3);
        return allowed.stream()
                .filter(candidate -> distance(lower, candidate) <= bound)
                .min(Comparator.comparingInt(candidate -> distance(lower, candidate)));
    }

    /** All words that are near enough, whatever their case, the nearest first; three at most. */
    public static List<String> near(String word, Collection<String> words) {
        String lower = word.toLowerCase(Locale.ROOT);
        int bound = Math.max(1, word.length() / 3);
        return words.stream()
                .filter(candidate -> Math.abs(candidate.length() - word.length()) <= bound)
                .filter(candidate -> distance(lower, candidate.toLowerCase(Locale.ROOT)) <= bound)
                .sorted(Comparator.comparingInt(candidate -> distance(lower, candidate.toLowerCase(Locale.ROOT))))
                .limit(3)
                .toList();
    }

    /** Levenshtein's distance, in which two neighbours swapped count as one edit (optimal string alignment). */
    private static int distance(String a, String b) {
        int[][] edits = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                edits[i][j] = i == 0 || j == 0 ? i + j : fewest(edits, i, j, a, b);
            }
        }
        return edits[a.length()][b.length()];
    }

    private static int fewest(int[][] edits, int i, int j, String a, String b) {
        int replace = edits[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int best = Math.min(replace, 1 + Math.min(edits[i - 1][j], edits[i][j - 1]));
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, edits[i - 2][j - 2] + 1) : best;
    }
}
