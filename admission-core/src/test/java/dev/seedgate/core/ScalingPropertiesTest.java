package dev.seedgate.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedgate.core.RandomPlay.Step;
import dev.seedgate.core.RandomPlay.Verb;
import dev.seedgate.core.ledger.LiveRequest;
import dev.seedgate.core.ledger.Token;
import dev.seedgate.core.outlook.Scaling;
import dev.seedgate.core.outlook.WorkerKind;
import dev.seedgate.core.scenario.Scenario;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What holds of the workers that are wanted, whatever happened before. */
class ScalingPropertiesTest {
    private static final int TRIES = 200;
    private static final Scaling.Question SOON = new Scaling.Question(WorkerKind.ANY, Duration.ofMinutes(1));

    @Property(tries = TRIES)
    void neverMoreThanTheBudgetFeedsNorFewerThanAreBusy(
            @ForAll("steps") List<Step> steps, @ForAll @IntRange(min = 1, max = 4) int slots) {
        Scenario scenario = Scenario.with(Policy.DEFAULT, new Reservations(List.of(), 1));
        for (Step step : steps) {
            scenario.passes(Duration.ofMillis(step.size() / 50));
            scenario.run(RandomPlay.command(step, scenario));
        }
        Set<String> busy = onWorkers(scenario).stream()
                .map(token -> token.terms().holder().name())
                .collect(Collectors.toSet());

        Scaling scaling = Scaling.of(scenario.ledger(), waiting(scenario), scenario.now(), SOON);

        int budget = Math.max(0, scenario.ledger().figures().budget());
        int running = onWorkers(scenario).size();
        assertThat(scaling.busy()).containsExactlyInAnyOrderElementsOf(busy);
        assertThat(scaling.running()).isEqualTo(running);
        assertThat(scaling.seeds()).isBetween(running, Math.max(running, Math.min(budget, scaling.feeds())));
        assertThat(scaling.seeds()).isLessThanOrEqualTo(running + scaling.startableNow() + scaling.startableSoon());
        assertThat(scaling.workers(slots))
                .isGreaterThanOrEqualTo(busy.size())
                .isLessThanOrEqualTo(Math.max(busy.size(), Math.ceilDiv(Math.max(running, budget), slots)));
        if (busy.isEmpty() && waiting(scenario).isEmpty()) {
            assertThat(scaling.workers(slots)).isZero();
        }
    }

    @Property(tries = TRIES)
    void moreOfTheSameNeverWantFewerUntilTheBudgetIsFull(
            @ForAll @IntRange(max = 12) int queued,
            @ForAll @IntRange(min = 1, max = 6) int size,
            @ForAll @IntRange(max = 20) int budget,
            @ForAll @IntRange(min = 1, max = 3) int slots) {
        int fits = Math.min(queued, budget / size);

        assertThat(wanted(queued, size, budget, slots))
                .isEqualTo(Math.ceilDiv(fits, slots))
                .isLessThanOrEqualTo(wanted(queued + 1, size, budget, slots));
    }

    private static int wanted(int queued, int size, int budget, int slots) {
        Scenario scenario = Scenario.budget(budget);
        for (int i = 0; i < queued; i++) {
            scenario.request("r" + i, size, Duration.ofMinutes(10));
        }
        return Scaling.of(scenario.ledger(), waiting(scenario), scenario.now(), SOON)
                .workers(slots);
    }

    private static List<LiveRequest> waiting(Scenario scenario) {
        return scenario.stored().values().stream()
                .filter(LiveRequest.class::isInstance)
                .map(LiveRequest.class::cast)
                .filter(live -> !live.isRunning() && !(live.phase() instanceof LiveRequest.Phase.Held))
                .toList();
    }

    private static List<Token> onWorkers(Scenario scenario) {
        return scenario.stored().values().stream()
                .filter(Token.class::isInstance)
                .map(Token.class::cast)
                .filter(token -> !token.terms().isHeldByItsOwner())
                .toList();
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Integer> picks = Arbitraries.integers().between(0, 40);
        Arbitrary<Integer> sizes = Arbitraries.integers().between(0, 9_000);
        return Combinators.combine(Arbitraries.of(Verb.class), picks, sizes)
                .as(Step::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(120);
    }
}
