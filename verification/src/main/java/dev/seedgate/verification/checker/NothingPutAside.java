package dev.seedgate.verification.checker;

import dev.seedgate.protocol.UnreadableRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Our own services never write what the ledger cannot read or decide. */
public final class NothingPutAside implements TopicObserver, Checker {
    private final List<String> violations = new ArrayList<>();

    @Override
    public synchronized void putAside(UnreadableRecord record, Instant appendedAt) {
        violations.add("%s-%d@%d: %s".formatted(record.topic(), record.partition(), record.offset(), record.error()));
    }

    @Override
    public synchronized Verdict verdict() {
        return new Verdict("nothing is put aside", violations.size() + " unreadable records", violations);
    }
}
