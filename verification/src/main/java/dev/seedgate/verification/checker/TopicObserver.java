package dev.seedgate.verification.checker;

import dev.seedgate.protocol.DeadLetter;
import dev.seedgate.protocol.Reply.Grant;
import dev.seedgate.protocol.StatusMessage.SeedStatus;
import dev.seedgate.protocol.TokenEvent;
import dev.seedgate.protocol.UnreadableRecord;
import java.time.Instant;

/**
 * Hears what the installation says on its topics: each topic's partition in order, no order between them. All calls come from one
 * thread; answers to other threads are the observer's own care. Times are the broker's, at which it took the record.
 */
public interface TopicObserver {
    default void journal(TokenEvent line, Instant appendedAt) {}

    default void grant(Grant grant, Instant appendedAt) {}

    default void status(SeedStatus status, Instant appendedAt) {}

    default void deadLetter(DeadLetter letter, Instant appendedAt) {}

    /** An input record that the ledger could not read or decide. */
    default void putAside(UnreadableRecord record, Instant appendedAt) {}
}
