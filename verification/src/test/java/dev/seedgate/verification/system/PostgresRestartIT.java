package dev.seedgate.verification.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedgate.localstack.postgres.Postgres;
import dev.seedgate.protocol.SeedState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** PostgreSQL dies under its seeds, and comes back as another plan. */
class PostgresRestartIT {
    private static final int LARGER = SeedgateSystem.MAX_CONNECTIONS + 4;
    private static final Duration OUTAGE = Duration.ofSeconds(60);

    @Test
    void seedsAreRunAgainAndTheBudgetFollowsTheServer() throws Exception {
        SeedgateSystem system = SeedgateSystem.shared();
        Postgres postgres = system.stack().postgres();
        try (Run run = system.beginWithServerOutages()) {
            List<String> seeds = new ArrayList<>(run.postTally(8, Duration.ofSeconds(2)));
            seeds.addAll(run.postExamples(List.of("omix", "quad-prices", "large-prices")));

            run.awaitRunning(2);
            postgres.kill();
            postgres.start();
            run.awaitRunning(2);
            postgres.restart(LARGER);
            awaitLargestPossible(run, system, SeedgateSystem.BUDGET + 4);
            seeds.addAll(run.postTally(6, Duration.ofSeconds(1)));
            run.awaitRunning(2);
            postgres.restart(SeedgateSystem.MAX_CONNECTIONS);
            awaitLargestPossible(run, system, SeedgateSystem.BUDGET);

            run.awaitFinished();
            assertThat(seeds).allMatch(id -> run.last(id).state() == SeedState.SUCCEEDED);
            run.verify(OUTAGE.plus(SeedgateSystem.LEASE));
        }
    }

    private static void awaitLargestPossible(Run run, SeedgateSystem system, int expected) {
        run.awaitThat(
                "a budget of at most " + expected,
                () -> system.http()
                                .get("/v1/clusters/main")
                                .body()
                                .path("largestPossible")
                                .asInt()
                        == expected);
    }
}
