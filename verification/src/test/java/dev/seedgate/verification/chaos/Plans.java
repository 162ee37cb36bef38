package dev.seedgate.verification.chaos;

import dev.seedgate.localstack.postgres.Postgres;
import dev.seedgate.protocol.TokenEvent;
import dev.seedgate.verification.checker.TopicObserver;
import dev.seedgate.verification.system.Run;
import dev.seedgate.verification.system.SeedgateSystem;
import java.time.Duration;
import java.time.Instant;
import org.awaitility.Awaitility;

/** Restarts PostgreSQL with another limit of connections, as a change of the provider's plan does, and sees the budget follow. */
final class Plans implements TopicObserver {
    /** From the server's return until the budget has followed; a promise of two seconds, and a loaded machine. */
    static final Duration BOUND = Duration.ofSeconds(10);

    private static final int LARGER = 40;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration POLL = Duration.ofMillis(20);

    private volatile int current = SeedgateSystem.MAX_CONNECTIONS;
    private volatile int observed = SeedgateSystem.MAX_CONNECTIONS;
    private volatile Instant observedAt = Instant.MIN;
    private volatile Duration slowest = Duration.ZERO;

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

    /** Returns when the ledger knows the new limit. */
    void change(Postgres postgres) {
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
        slowest = time.compareTo(slowest) > 0 ? time : slowest;
        Run.say("max_connections is %d; the budget followed %d ms after the server's return"
                .formatted(next, time.toMillis()));
    }

    /** The longest time from the server's return until the budget had followed. */
    Duration slowest() {
        return slowest;
    }
}
