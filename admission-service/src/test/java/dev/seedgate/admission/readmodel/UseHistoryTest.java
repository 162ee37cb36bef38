package dev.seedgate.admission.readmodel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedgate.protocol.ClusterObservation.ClassSessions;
import dev.seedgate.protocol.ClusterObservation.Look;
import dev.seedgate.protocol.ClusterObservation.Seen;
import dev.seedgate.protocol.ClusterObservation.ServerSettings;
import dev.seedgate.protocol.ClusterObservation.TokenSessions;
import dev.seedgate.protocol.Enforcement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UseHistoryTest {
    private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");
    private static final int STEPS_KEPT = 720;

    private final UseHistory history = new UseHistory();

    @Test
    void ofEachStepTheFullestLookIsKept() {
        history.add(seen(2, 4, 0), T0.plusSeconds(1));
        history.add(seen(3, 6, 1), T0.plusSeconds(7));
        history.add(seen(2, 0, 0), T0.plusSeconds(14));
        history.add(seen(1, 0, 0), T0.plusSeconds(15));

        assertThat(history.since("main", T0))
                .containsExactly(
                        new UsePoint(T0, 25, Map.of("api", 3), 6, 1),
                        new UsePoint(T0.plusSeconds(15), 25, Map.of("api", 1), 0, 0));
        assertThat(history.since("main", T0.plusSeconds(15))).hasSize(1);
        assertThat(history.since("nobody", T0)).isEmpty();
    }

    @Test
    void noMoreIsKeptThanIsSaid() {
        for (int step = 0; step < STEPS_KEPT + 10; step++) {
            history.add(seen(1, 0, 0), T0.plusSeconds(15L * step));
        }

        assertThat(history.since("main", T0)).hasSize(STEPS_KEPT);
    }

    private static Seen seen(int api, int tokenSessions, int unclassified) {
        List<TokenSessions> tokens = tokenSessions == 0
                ? List.of()
                : List.of(new TokenSessions(
                        "main-1", IntStream.range(0, tokenSessions).boxed().toList()));
        return new Seen(
                "main",
                1,
                new Look("agent", 1),
                new ServerSettings(25, 3, 0, null),
                Enforcement.TAG,
                List.of(new ClassSessions("api", api)),
                unclassified,
                tokens,
                List.of(),
                List.of(),
                List.of());
    }
}
