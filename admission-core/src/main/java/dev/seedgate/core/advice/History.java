package dev.seedgate.core.advice;

import dev.seedgate.core.ledger.SeedTimes;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * What was asked of a cluster over some time, and under which circumstances.
 *
 * @param from requests that were queued before are replayed, because they were in the way, but not counted
 * @param to until when it is known
 * @param requests in the order in which they were queued
 * @param server what was seen of the server, in order of time; at least one
 * @param workers how many slots each worker had from when on, in order of time
 * @param holds when granting was stopped, and when it went on, in order of time
 * @param known how long seeds took before
 */
public record History(
        String cluster,
        Instant from,
        Instant to,
        List<PastRequest> requests,
        List<ServerMoment> server,
        List<WorkerSlots> workers,
        List<HoldMoment> holds,
        List<SeedTimes> known) {
    public History {
        requests = requests.stream()
                .sorted(Comparator.comparing(PastRequest::queuedAt))
                .toList();
        server = List.copyOf(server);
        workers = List.copyOf(workers);
        holds = List.copyOf(holds);
        known = List.copyOf(known);
        if (server.isEmpty()) {
            throw new IllegalArgumentException("nothing can be replayed on a server that was never seen");
        }
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("a history must not end before it begins, got: " + from + " to " + to);
        }
    }

    /**
     * From this moment on a worker has so many slots.
     *
     * @param slots 0 where it is gone
     */
    public record WorkerSlots(Instant at, String worker, int slots) {}

    /** From this moment on nothing is granted, or granting goes on. */
    public record HoldMoment(Instant at, boolean held) {}

    /** How much time it covers. */
    public Duration length() {
        return Duration.between(from, to);
    }

    boolean counts(PastRequest request) {
        return !request.queuedAt().isBefore(from);
    }

    /** Those that came within it. */
    public List<PastRequest> counted() {
        return requests.stream().filter(this::counts).toList();
    }

    /** The server as it was seen last. */
    public ServerMoment.Seen lastSeen() {
        return server.reversed().stream()
                .filter(ServerMoment.Seen.class::isInstance)
                .map(ServerMoment.Seen.class::cast)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the server of " + cluster + " was never seen"));
    }
}
