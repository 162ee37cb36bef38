package dev.seedgate.verification.system;

import dev.seedgate.protocol.TokenEvent;
import dev.seedgate.verification.checker.TopicObserver;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Counts the bids of each worker: the sign that it is done with what it ran before. */
final class Bids implements TopicObserver {
    private final Map<String, Integer> opened = new HashMap<>();

    @Override
    public synchronized void journal(TokenEvent line, Instant appendedAt) {
        if (line.event().equals("bid-opened") && line.worker() != null) {
            opened.merge(line.worker(), 1, Integer::sum);
        }
    }

    synchronized int openedBy(String worker) {
        return opened.getOrDefault(worker, 0);
    }
}
