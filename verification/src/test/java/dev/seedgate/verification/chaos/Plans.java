package dev.seedgate.verification.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seedgate.localstack.postgres.Postgres;
import dev.seedgate.protocol.TokenEvent;
import dev.seedgate.verification.checker.TopicObserver;
import dev.seedgate.verification.system.Api;
import dev.seedgate.verification.system.Run;
import dev.seedgate.verification.system.SeedgateSystem;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.awaitility.Awaitility;

/** Restarts PostgreSQL with another limit of connections, as a change of the provider's plan does, and sees the budget follow. */
final class Plans implements TopicObserver {
    /** From the server's return until the budget has followed: two seconds where the machine is not busy with other things. */
    static final Duration BOUND = Duration.ofSeconds(5);

    private static final int LARGER = 40;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration POLL = Duration.ofMillis(20);

    private volatile int current = SeedgateSystem.MAX_CONNECTIONS;
    private volatile int observed = SeedgateSystem.MAX_CONNECTIONS;
    private volatile Instant observedAt = Instant.MIN;
    private volatile Duration slowest = Duration.ZERO;
    private volatile int late;

    @Override
    public void journal(TokenEvent line, Instant appendedAt) {
        String detail = line.detail();
        if (line.event().equals("budget-observed") && detail != null) {
            observedAt = appendedAt;
            observed = Integer.parseInt(detail.replaceAll("^max_connections (\\d+);.*", "$1"));
        }
    }

    /** The budget if nobody had a session beyond its reservation; of the two limits the smaller one while they change. */
    int budgetOfNone() {
        return SeedgateSystem.BUDGET + current - SeedgateSystem.MAX_CONNECTIONS;
    }

    /**
     * Waits until the ledger sees the server, or what is measured would be another fault's; and returns when it knows the new limit.
     */
    @SuppressWarnings("NonAtomicVolatileUpdate") // one change at a time
    void change(Postgres postgres, Api http) {
        awaitALook(http);
        int next = postgres.maxConnections() == LARGER ? SeedgateSystem.MAX_CONNECTIONS : LARGER;
        current = SeedgateSystem.MAX_CONNECTIONS;
        postgres.restart(next);
        Instant back = Instant.now();
        current = next;
        Awaitility.await("a budget of max_connections " + next)
                .atMost(PATIENCE)
                .pollInterval(POLL)
                .until(() -> observed == next);
        Duration time = Duration.between(back, observedAt);
        late += time.compareTo(BOUND) > 0 ? 1 : 0;
        slowest = time.compareTo(slowest) > 0 ? time : slowest;
        Run.say("max_connections is %d; the budget followed %d ms after the server's return"
                .formatted(next, time.toMillis()));
    }

    /** The ledger's time may be any process's; only that it moves tells that somebody looks. */
    private static void awaitALook(Api http) {
        Set<String> looks = new HashSet<>();
        Awaitility.await("a look at PostgreSQL")
                .atMost(PATIENCE)
                .pollInterval(POLL)
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> {
                    JsonNode cluster = http.get("/v1/clusters/main").body();
                    return !cluster.hasNonNull("unreachable")
                            && looks.add(cluster.path("observedAt").asText())
                            && looks.size() > 1;
                });
    }

    /** The longest time from the server's return until the budget had followed. */
    Duration slowest() {
        return slowest;
    }

    /** How often the budget followed later than the bound. */
    int late() {
        return late;
    }
}
