package dev.seedgate.core.advice;

import dev.seedgate.core.advice.History.HoldMoment;
import dev.seedgate.core.advice.History.WorkerSlots;
import dev.seedgate.core.advice.PastRequest.End;
import dev.seedgate.core.advice.PastRequest.Run;
import dev.seedgate.protocol.ClusterObservation.ClassSessions;
import dev.seedgate.protocol.Scheduling;
import dev.seedgate.protocol.SeedRequest;
import dev.seedgate.protocol.WorkerId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Makes histories, told in seconds since a midnight. */
final class Days {
    static final Instant MIDNIGHT = Instant.parse("2026-01-05T00:00:00Z");
    static final int KEPT_BY_SERVER = 3;

    private final List<PastRequest> requests = new ArrayList<>();
    private final List<ServerMoment> server = new ArrayList<>();
    private final List<WorkerSlots> workers = new ArrayList<>();
    private final List<HoldMoment> holds = new ArrayList<>();

    static Instant at(long seconds) {
        return MIDNIGHT.plusSeconds(seconds);
    }

    static Run run(int connections, long seconds) {
        return new Run(connections, Duration.ofSeconds(seconds));
    }

    /** From then on. */
    Days server(long at, int maxConnections, ClassSessions... classes) {
        server.add(new ServerMoment.Seen(at(at), maxConnections, KEPT_BY_SERVER, Arrays.asList(classes), 0));
        return this;
    }

    Days away(long at) {
        server.add(new ServerMoment.Away(at(at)));
        return this;
    }

    Days workers(long at, int slots) {
        workers.add(new WorkerSlots(at(at), "worker", slots));
        return this;
    }

    Days held(long from, long until) {
        holds.add(new HoldMoment(at(from), true));
        holds.add(new HoldMoment(at(until), false));
        return this;
    }

    /** One that ran once, waited so long, and succeeded. */
    Days seed(String id, long at, long waited, int connections, long took) {
        return request(id, Scheduling.DEFAULT, at, waited, End.SUCCEEDED, run(connections, took));
    }

    /** Somebody who waited so long for a token of their own, and held it for so long. */
    Days token(String id, long at, long waited, int connections, long held) {
        SeedRequest asked = SeedRequest.ofHolder(
                new WorkerId("ada", "1"),
                id,
                "main",
                "shop",
                "psql",
                connections,
                Duration.ofHours(4),
                Scheduling.DEFAULT,
                at(at));
        requests.add(new PastRequest(
                asked,
                at(at),
                at(at),
                at(at + waited),
                List.of(run(connections, held)),
                End.SUCCEEDED,
                at(at + waited + held)));
        return this;
    }

    /** One that had to wait for others only; it asked for what its first run got, or for 2. */
    Days request(String id, Scheduling scheduling, long at, long waited, End end, Run... runs) {
        return request(id, scheduling, at, at, at + waited, end, runs);
    }

    Days request(String id, Scheduling scheduling, long at, long startable, long started, End end, Run... runs) {
        int connections = runs.length == 0 ? 2 : runs[0].connections();
        long took = Arrays.stream(runs).mapToLong(run -> run.took().toSeconds()).sum();
        requests.add(new PastRequest(
                asked(id, scheduling, at, connections),
                at(at),
                at(startable),
                runs.length == 0 ? null : at(started),
                List.of(runs),
                end,
                at(started + took)));
        return this;
    }

    private static SeedRequest asked(String id, Scheduling scheduling, long at, int connections) {
        return new SeedRequest(
                id,
                "main",
                "shop",
                "meyer",
                connections,
                SeedRequest.DEFAULT_ATTEMPTS,
                Duration.ofHours(4),
                Map.of(),
                scheduling,
                at(at));
    }

    History until(long end) {
        return new History("main", MIDNIGHT, at(end), requests, server, workers, holds, List.of());
    }
}
