package dev.seedgate.core.outlook;

import static dev.seedgate.core.scenario.Scenario.ADA;
import static dev.seedgate.core.scenario.Scenario.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seedgate.core.command.Command;
import dev.seedgate.core.ledger.LiveRequest;
import dev.seedgate.core.outlook.Forecast.Pace;
import dev.seedgate.core.scenario.Scenario;
import dev.seedgate.protocol.Scheduling;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ForecastTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Scenario scenario = Scenario.budget(4);
    private final Instant start = scenario.now();

    @Test
    void whoeverWaitsStartsWhenThoseBeforeItHaveEnded() {
        scenario.request("running", 4, MINUTE.multipliedBy(3)).bid("b1", ADA).admit();
        scenario.request("next", 4, MINUTE).request("last", 2, MINUTE);

        assertThat(forecast())
                .containsExactly(
                        Map.entry("next", start.plus(MINUTE.multipliedBy(3))),
                        Map.entry("last", start.plus(MINUTE.multipliedBy(4))));
    }

    @Test
    void saysWhoWillOvertake() {
        scenario.request("running", 3, MINUTE.multipliedBy(3)).bid("b1", ADA).admit();
        scenario.request("large", 4, MINUTE)
                .request("short", 1, MINUTE)
                .bid("b2", BOB)
                .bid("b3", BOB);

        assertThat(forecast())
                .containsExactly(Map.entry("short", start), Map.entry("large", start.plus(MINUTE.multipliedBy(3))));
    }

    @Test
    void knowsWhoFollowsWhomAndWhoIsNotToStartYet() {
        Scheduling meyer = Scheduling.DEFAULT.withConcurrencyKey("meyer");
        scenario.request("first", meyer).bid("b1", ADA).bid("b2", BOB).admit();
        Duration run = scenario.live("first").place().expected();
        scenario.request("same key", meyer)
                .request("follower", Scheduling.DEFAULT.withAfter(List.of("first")))
                .request("later", Scheduling.DEFAULT.withNotBefore(start.plus(run.multipliedBy(5))));

        assertThat(forecast())
                .containsExactly(
                        Map.entry("same key", start.plus(run)),
                        Map.entry("follower", start.plus(run)),
                        Map.entry("later", start.plus(run.multipliedBy(5))));
    }

    @Test
    void saysNothingOfWhoCannotStart() {
        scenario.request("too large", 5, MINUTE).bid("b1", ADA);

        assertThat(forecast()).isEmpty();
    }

    @Test
    void countsAsIfAHeldClusterWentOnNow() {
        scenario.request("a", 4, MINUTE).bid("b1", ADA).hold("ada", "");

        assertThat(forecast()).containsExactly(Map.entry("a", start));
    }

    @Test
    void knowsThatARunIsStoppedForAHigherPriority() {
        scenario.run(new Command.Submit(Scenario.seedRequest(
                        "low", "new", 4, 3, Scheduling.DEFAULT.withPriority(250).withPreemptible(true))))
                .bid("b1", ADA)
                .admit();
        scenario.bid("b2", BOB).request("urgent", 4, 900).passes(MINUTE).observed(4);

        Duration grace = scenario.ledger().policy().drainGrace();
        assertThat(forecast())
                .containsExactly(Map.entry("urgent", start.plus(MINUTE).plus(grace)));
    }

    @Test
    void leavesTheLedgerAsItWas() {
        scenario.request("running", 4, MINUTE).bid("b1", ADA).admit().request("next", 4, MINUTE);

        forecast();

        assertThat(scenario.ledger().takeChanges()).isEmpty();
        assertThat(scenario.ledger().figures().charged()).isEqualTo(4);
    }

    /** What comes to pass when nothing unforeseen happens is what was said. */
    @Test
    void isWhatHappens() {
        for (int i = 0; i < 12; i++) {
            scenario.request("r" + i, 1 + i * 7 % 4, MINUTE.multipliedBy(1 + i * 5 % 6));
        }
        scenario.bid("b-1", ADA).bid("b-2", ADA).bid("b-3", BOB);
        Map<String, Instant> said = forecast();

        assertThat(said).hasSize(12).isEqualTo(happens());
    }

    private Map<String, Instant> happens() {
        Map<String, Instant> starts = new LinkedHashMap<>();
        List<Running> running = new ArrayList<>();
        for (int minute = 0; minute < 120; minute++) {
            for (Running run : List.copyOf(running)) {
                if (!run.end().isAfter(scenario.now())) {
                    running.remove(run);
                    scenario.renew(
                                    run.token(),
                                    scenario.token(run.token()).terms().holder())
                            .succeeded(run.token());
                    scenario.bid("again-" + run.token(), ADA);
                }
            }
            scenario.observed(4).admit();
            for (String granted : scenario.grants()) {
                LiveRequest live = scenario.live(granted);
                LiveRequest.Phase.Running phase = (LiveRequest.Phase.Running) live.phase();
                starts.put(granted, scenario.now());
                running.add(new Running(
                        phase.token(), scenario.now().plus(live.request().timeout())));
            }
            scenario.passes(MINUTE);
        }
        return starts;
    }

    private record Running(String token, Instant end) {}

    private Map<String, Instant> forecast() {
        List<LiveRequest> waiting = scenario.stored().values().stream()
                .filter(LiveRequest.class::isInstance)
                .map(LiveRequest.class::cast)
                .filter(live -> !live.isRunning())
                .toList();
        return Forecast.of(scenario.ledger(), waiting, scenario.now(), Pace.EXPECTED);
    }
}
