package dev.seedgate.verification.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seedgate.protocol.SeedState;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The budget is what PostgreSQL shows, not what somebody configured: it follows the plan, and those whom nobody gates. */
class BudgetFollowsIT {
    /** What the plan "Professional 1" of the example allows. */
    private static final int UPGRADED = 97;

    private static final int FOREIGN = 5;

    @Test
    void anUpgradedPlanLetsMoreSeedsRunAtOnce() throws Exception {
        SeedgateSystem system = SeedgateSystem.shared();
        try (Run run = system.beginWithServerOutages()) {
            List<String> seeds = new ArrayList<>(run.postTally(8, Duration.ofSeconds(3)));
            run.awaitRunning(SeedgateSystem.BUDGET / SeedgateSystem.CONNECTIONS_PER_SEED);

            system.stack().postgres().restart(UPGRADED);
            Instant back = Instant.now();
            int upgraded = SeedgateSystem.BUDGET + UPGRADED - SeedgateSystem.MAX_CONNECTIONS;
            run.awaitThat("the larger budget", () -> budget(system) >= upgraded - 1);
            Run.say("the budget was %d %d ms after PostgreSQL was back with %d connections"
                    .formatted(
                            budget(system),
                            Duration.between(back, Instant.now()).toMillis(),
                            UPGRADED));

            seeds.addAll(run.postTally(12, Duration.ofSeconds(3)));
            run.awaitRunning(system.slots());
            system.stack().postgres().restart(SeedgateSystem.MAX_CONNECTIONS);
            run.awaitThat("the old budget", () -> budget(system) <= SeedgateSystem.BUDGET);
            assertThat(system.slots() * SeedgateSystem.CONNECTIONS_PER_SEED).isGreaterThan(SeedgateSystem.BUDGET);
            run.awaitFinished();
            assertThat(seeds).allMatch(id -> run.last(id).state() == SeedState.SUCCEEDED);
            run.verify(SeedgateSystem.LEASE.multipliedBy(3));
        }
    }

    /** Each comes after the budget followed the one before: what grows faster than that is what the headroom is for. */
    @Test
    void sessionsThatNobodyKnowsTakeFromTheSeedsAndNotFromTheApi() throws Exception {
        SeedgateSystem system = SeedgateSystem.shared();
        List<Connection> foreign = new ArrayList<>();
        try (Run run = system.begin()) {
            run.postTally(30, Duration.ofSeconds(1));
            run.awaitRunning(SeedgateSystem.BUDGET / SeedgateSystem.CONNECTIONS_PER_SEED);

            for (int number = 1; number <= FOREIGN; number++) {
                foreign.add(system.shop().background().named("somebody").open());
                int left = SeedgateSystem.BUDGET - number;
                run.awaitThat(
                        number + " unclassified sessions in the budget, and the seeds within it",
                        () -> budget(system) <= left && charged(system) <= budget(system));
            }
            Run.say("%d sessions that nobody knows: the budget is %d".formatted(FOREIGN, budget(system)));
            close(foreign);
            run.awaitThat("the whole budget", () -> budget(system) >= SeedgateSystem.BUDGET - 1);

            run.awaitFinished();
            run.verify(SeedgateSystem.LEASE.multipliedBy(2));
        } finally {
            close(foreign);
        }
    }

    private static void close(List<Connection> connections) throws SQLException {
        for (Connection connection : connections) {
            connection.close();
        }
    }

    private static int budget(SeedgateSystem system) throws Exception {
        return cluster(system).path("budget").asInt(-1);
    }

    private static int charged(SeedgateSystem system) throws Exception {
        return cluster(system).path("charged").asInt(-1);
    }

    private static JsonNode cluster(SeedgateSystem system) throws Exception {
        return system.http().get("/v1/clusters/main").body();
    }
}
