package dev.seedgate.core.advice;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How long each request waited for its first run in a replay, and which did not come to their end. */
final class Starts {
    private final Map<String, Instant> startable = new HashMap<>();
    private final Map<String, Instant> started = new HashMap<>();
    private final Set<String> unfinished = new HashSet<>();

    /** It is there. */
    void came(String request) {
        unfinished.add(request);
    }

    /** Nothing but the connections is missing. Only the first time counts. */
    void couldStart(String request, Instant now) {
        startable.putIfAbsent(request, now);
    }

    /** Only the first time counts. */
    void started(String request, Instant now) {
        started.putIfAbsent(request, now);
    }

    void finished(String request) {
        unfinished.remove(request);
    }

    boolean anyUnfinished() {
        return !unfinished.isEmpty();
    }

    /** Whether it neither started nor came to its end. */
    boolean waitsStill(String request) {
        return unfinished.contains(request) && !started.containsKey(request);
    }

    Map<String, Instant> startable() {
        return startable;
    }

    Map<String, Instant> started() {
        return started;
    }

    /** Of those that started, in the order of these requests. */
    List<Duration> waits(List<PastRequest> requests) {
        return requests.stream()
                .map(PastRequest::id)
                .filter(id -> started.containsKey(id) && startable.containsKey(id))
                .map(id -> Duration.between(startable.get(id), started.get(id)))
                .toList();
    }
}
