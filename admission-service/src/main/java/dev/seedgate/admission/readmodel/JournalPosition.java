package dev.seedgate.admission.readmodel;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How far somebody has read the journal. The same at every replica, so that one who loses his replica goes on at another.
 *
 * @param next by partition, the first offset that he does not have
 */
public record JournalPosition(Map<Integer, Long> next) {
    /** At which everything is new. */
    public static final JournalPosition BEGINNING = new JournalPosition(Map.of());

    private static final int LONGEST = 8_000;

    public JournalPosition {
        next = Map.copyOf(next);
    }

    /** Whether he has not read it. */
    boolean isBefore(JournalLine line) {
        return isBefore(line.partition(), line.offset());
    }

    boolean isBefore(int partition, long offset) {
        return offset >= next.getOrDefault(partition, 0L);
    }

    /** Behind all of these as well. */
    public JournalPosition after(Collection<JournalLine> lines) {
        Map<Integer, Long> later = new TreeMap<>(next);
        lines.forEach(line -> later.merge(line.partition(), line.offset() + 1, Math::max));
        return new JournalPosition(later);
    }

    /** As text that can stand in a header: {@code 0-17.3-4711}. */
    public String text() {
        return new TreeMap<>(next)
                .entrySet().stream()
                        .map(entry -> entry.getKey() + "-" + entry.getValue())
                        .collect(Collectors.joining("."));
    }

    /** The position behind a {@link #text}; empty for any other text. */
    public static Optional<JournalPosition> of(String text) {
        if (text.isEmpty() || text.length() > LONGEST) {
            return Optional.empty();
        }
        Map<Integer, Long> next = new TreeMap<>();
        try {
            for (String part : text.split("\\.", -1)) {
                int dash = part.indexOf('-');
                next.put(
                        Integer.parseUnsignedInt(part.substring(0, Math.max(0, dash))),
                        Long.parseUnsignedLong(part.substring(dash + 1)));
            }
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
        return Optional.of(new JournalPosition(next));
    }
}
