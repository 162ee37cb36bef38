package dev.seedgate.protocol;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The priorities that have names, wherever people write one. They are as far apart as the levels of priority, within which tenants take
 * turns.
 */
public enum NamedPriority {
    LOW(250),
    NORMAL(Scheduling.DEFAULT_PRIORITY),
    HIGH(750),
    URGENT(Scheduling.MAX_PRIORITY);

    /** What a priority may be, as the rest of a sentence. */
    public static final String MUST_BE =
            "must be low, normal, high or urgent, or a number from 0 to " + Scheduling.MAX_PRIORITY;

    private final int number;

    NamedPriority(int number) {
        this.number = number;
    }

    /** The number that a name stands for; empty where nothing has this name. */
    public static Optional<Integer> of(String name) {
        return Arrays.stream(values())
                .filter(named -> named.name().toLowerCase(Locale.ROOT).equals(name))
                .map(named -> named.number)
                .findFirst();
    }

    /**
     * Reads a name or a number.
     *
     * @throws InvalidMessageException naming the field, the names and the range, when it is neither
     */
    public static int parse(String field, String text) {
        return of(text).orElseGet(() -> number(field, text));
    }

    private static int number(String field, String text) {
        try {
            int number = Integer.parseInt(text);
            if (number >= 0 && number <= Scheduling.MAX_PRIORITY) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new InvalidMessageException(field, MUST_BE + ", got: '" + text + "'");
    }
}
