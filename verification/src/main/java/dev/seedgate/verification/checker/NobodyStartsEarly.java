package dev.seedgate.verification.checker;

import dev.seedgate.protocol.Scheduling;
import dev.seedgate.protocol.StatusMessage.SeedStatus;
import dev.seedgate.protocol.TokenEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Whoever posted a seed after others, or not before some time, is kept to: as the journal tells it, in the ledger's own order and by the
 * ledger's own time, which is the one that decides.
 */
public final class NobodyStartsEarly implements TopicObserver, Checker {
    private final Map<String, Scheduling> asked = new HashMap<>();
    private final Map<String, TokenEvent> started = new HashMap<>();
    private final Map<String, TokenEvent> succeeded = new HashMap<>();
    private int preempted;

    @Override
    public synchronized void status(SeedStatus status, Instant appendedAt) {
        asked.putIfAbsent(status.request().id(), status.request().scheduling());
    }

    @Override
    public synchronized void journal(TokenEvent line, Instant appendedAt) {
        if (line.request() != null) {
            switch (line.event()) {
                case "token-granted" -> started.putIfAbsent(line.request(), line);
                case "request-succeeded" -> succeeded.putIfAbsent(line.request(), line);
                case "preemption-requested" -> preempted++;
                default -> {
                    // Neither a start nor what one waits for.
                }
            }
        }
    }

    /** How many of those that have started were to run after others. */
    public synchronized int followers() {
        return (int) started.keySet().stream()
                .filter(id -> !of(id).after().isEmpty())
                .count();
    }

    /** How many of those that have started were not to start before some time. */
    public synchronized int postponed() {
        return (int) started.keySet().stream()
                .filter(id -> of(id).notBefore() != null)
                .count();
    }

    /** How many runs were asked to stop to make room. */
    public synchronized int preempted() {
        return preempted;
    }

    private Scheduling of(String request) {
        return asked.getOrDefault(request, Scheduling.DEFAULT);
    }

    @Override
    public synchronized Verdict verdict() {
        List<String> violations = new ArrayList<>();
        started.forEach((id, start) -> {
            for (String predecessor : of(id).after()) {
                TokenEvent success = succeeded.get(predecessor);
                if (success == null || success.revision() >= start.revision()) {
                    violations.add("%s started at revision %d, and %s that it was to run after had succeeded at %s"
                            .formatted(
                                    id,
                                    start.revision(),
                                    predecessor,
                                    success == null ? "none" : String.valueOf(success.revision())));
                }
            }
            Instant notBefore = of(id).notBefore();
            if (notBefore != null && start.at().isBefore(notBefore)) {
                violations.add("%s started at %s and not before %s".formatted(id, start.at(), notBefore));
            }
        });
        return new Verdict(
                "nobody starts before those that he follows, or before his time",
                "%d first starts, %d of them behind others, %d not before some time"
                        .formatted(started.size(), followers(), postponed()),
                violations);
    }
}
