package dev.seedgate.core.advice;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A replay that is over.
 *
 * @param startable when each request had nothing to wait for any more but others, by its id
 * @param started when each began to run
 */
record Replayed(Map<String, Instant> startable, Map<String, Instant> started, Figures figures) {
    Replayed {
        startable = Map.copyOf(startable);
        started = Map.copyOf(started);
    }

    /** How long a request waited; empty where it never started. */
    Optional<Duration> wait(String id) {
        Instant from = startable.get(id);
        Instant until = started.get(id);
        return from == null || until == null ? Optional.empty() : Optional.of(Duration.between(from, until));
    }
}
