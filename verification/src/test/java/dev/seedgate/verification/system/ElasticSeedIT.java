package dev.seedgate.verification.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedgate.protocol.SeedState;
import dev.seedgate.verification.checker.TokenLives.Life;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A seed that can use more than it needs has it while nobody waits, and makes room as soon as somebody does. */
class ElasticSeedIT {
    private static final int MOST = 6;

    @Test
    void growsWhileNobodyWaitsAndMakesRoomWhenSomebodyDoes() throws Exception {
        SeedgateSystem system = SeedgateSystem.shared();
        try (Run run = system.begin()) {
            Map<String, Object> elastic = new HashMap<>(Orders.tally(Orders.newEntry(), Duration.ofSeconds(20)));
            elastic.put("connections", Map.of("min", 1, "max", MOST));
            String seed = run.orders().post(elastic, null).id();
            run.awaitThat("more than it needs", () -> worth(run, seed) == MOST);

            List<String> others = run.postTally(3, Duration.ofSeconds(1));
            run.awaitThat("room for the others", () -> worth(run, seed) < MOST);
            run.awaitFinished();

            assertThat(others).allMatch(id -> run.last(id).state() == SeedState.SUCCEEDED);
            assertThat(run.last(seed).state()).isEqualTo(SeedState.SUCCEEDED);
            assertThat(run.last(seed).attempt()).isEqualTo(1);
            run.verify();
        }
    }

    private static int worth(Run run, String request) {
        return run.tokens().all().stream()
                .filter(life -> life.request().equals(request))
                .mapToInt(Life::connections)
                .max()
                .orElse(0);
    }
}
