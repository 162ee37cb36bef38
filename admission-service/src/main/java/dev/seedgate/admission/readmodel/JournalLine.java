package dev.seedgate.admission.readmodel;

import java.time.Instant;
import java.util.Comparator;

/**
 * A line of the journal, and where the broker has it.
 *
 * @param partition of {@code token.events}
 * @param offset in it
 * @param at the ledger's time
 * @param json the line itself, a {@link dev.seedgate.protocol.TokenEvent}
 */
public record JournalLine(int partition, long offset, String cluster, Instant at, String json) {
    /** As they happened, as far as different ledgers' times can tell. */
    static final Comparator<JournalLine> IN_TIME = Comparator.comparing(JournalLine::at)
            .thenComparingInt(JournalLine::partition)
            .thenComparingLong(JournalLine::offset);
}
