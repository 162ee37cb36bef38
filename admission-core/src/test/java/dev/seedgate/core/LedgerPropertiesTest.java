package dev.seedgate.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedgate.core.RandomPlay.Step;
import dev.seedgate.core.RandomPlay.Verb;
import dev.seedgate.core.Reservations.Reservation;
import dev.seedgate.core.command.Command;
import dev.seedgate.core.decide.Decider;
import dev.seedgate.core.decide.Decision;
import dev.seedgate.core.event.LedgerEvent.RequestSucceeded;
import dev.seedgate.core.event.LedgerEvent.TokenGranted;
import dev.seedgate.core.ledger.Bid;
import dev.seedgate.core.ledger.Entity;
import dev.seedgate.core.ledger.EntityKey;
import dev.seedgate.core.ledger.Ledger;
import dev.seedgate.core.ledger.LiveRequest;
import dev.seedgate.core.ledger.LiveRequest.Phase;
import dev.seedgate.core.ledger.Outcome;
import dev.seedgate.core.ledger.Token;
import dev.seedgate.core.scenario.Scenario;
import dev.seedgate.protocol.BudgetFigures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** What holds after every command of every sequence of commands. Judged by what is stored, not by the ledger's own indexes. */
class LedgerPropertiesTest {
    private static final int TRIES = 300;

    private final Reservations reservations = new Reservations(List.of(new Reservation("api", 1)), 1);

    @Property(tries = TRIES)
    void chargedIsWhatAllTokensAreWorthAndFreeIsTheRestOfTheBudget(@ForAll("steps") List<Step> steps) {
        afterEvery(steps, scenario -> {
            BudgetFigures figures = scenario.ledger().figures();
            int worth = stored(scenario, Token.class)
                    .mapToInt(token -> token.terms().connections())
                    .sum();
            assertThat(figures.charged()).isEqualTo(worth);
            assertThat(figures.charged() + figures.free()).isEqualTo(figures.budget());
        });
    }

    @Property(tries = TRIES)
    void candidatesAreCountedByWhatTheyNeed(@ForAll("steps") List<Step> steps) {
        afterEvery(steps, scenario -> {
            Map<Integer, Integer> counted = new TreeMap<>();
            LedgerFacts.of(scenario.ledger())
                    .candidates()
                    .forEach(live -> counted.merge(live.request().connections(), 1, Integer::sum));
            assertThat(scenario.ledger().candidates().byConnections()).isEqualTo(counted);
        });
    }

    @Property(tries = TRIES)
    void noGrantMakesChargedExceedTheBudget(@ForAll("steps") List<Step> steps) {
        afterEvery(steps, scenario -> {
            if (granted(scenario).findAny().isPresent()) {
                assertThat(scenario.ledger().figures().free()).isNotNegative();
            }
        });
    }

    @Property(tries = TRIES)
    void aFenceOnlyGrowsAndIsGivenOnce(@ForAll("steps") List<Step> steps) {
        long[] last = {0};
        afterEvery(
                steps,
                scenario -> granted(scenario).forEach(grant -> {
                    long fence = grant.token().terms().fence();
                    assertThat(fence).isGreaterThan(last[0]);
                    last[0] = fence;
                }));
    }

    @Property(tries = TRIES)
    void thereIsNoTokenWithoutABidAndABidGetsOne(@ForAll("steps") List<Step> steps) {
        Set<String> open = new HashSet<>();
        afterEvery(steps, scenario -> {
            granted(scenario)
                    .forEach(grant -> assertThat(open.remove(grant.bid().id()))
                            .as("%s waited", grant.bid())
                            .isTrue());
            open.clear();
            stored(scenario, Bid.class).map(Bid::id).forEach(open::add);
        });
    }

    @Property(tries = TRIES)
    void noRequestIsInTwoPlaces(@ForAll("steps") List<Step> steps) {
        afterEvery(steps, scenario -> {
            Set<String> finished = new HashSet<>();
            stored(scenario, Outcome.class).map(Outcome::request).forEach(finished::add);
            Set<String> tokens = new HashSet<>();
            stored(scenario, LiveRequest.class).forEach(live -> {
                assertThat(finished).doesNotContain(live.id());
                if (live.phase() instanceof Phase.Running running) {
                    assertThat(tokens.add(running.token())).isTrue();
                    assertThat(scenario.token(running.token()).terms().request())
                            .isEqualTo(live.id());
                }
            });
        });
    }

    @Property(tries = TRIES)
    void theCandidatesAreWhoWaitsButOfAConcurrencyKeyOnlyTheFirstWhileNoneRuns(@ForAll("steps") List<Step> steps) {
        afterEvery(steps, scenario -> {
            List<LiveRequest> all = stored(scenario, LiveRequest.class).toList();
            Set<String> taken = new HashSet<>();
            all.stream()
                    .filter(LiveRequest::isRunning)
                    .forEach(live -> taken.add(live.request().scheduling().concurrencyKey()));
            List<LiveRequest> expected = new ArrayList<>();
            all.stream().filter(LiveRequest::isWaiting).sorted(inLine()).forEach(live -> {
                String key = live.request().scheduling().concurrencyKey();
                if (key == null || taken.add(key)) {
                    expected.add(live);
                }
            });
            expected.sort(Comparator.comparing(
                            (LiveRequest live) -> live.request().scheduling().tenant())
                    .thenComparing(inLine()));
            assertThat(LedgerFacts.of(scenario.ledger()).candidates()).isEqualTo(expected);
        });
    }

    private static Comparator<LiveRequest> inLine() {
        return Comparator.comparing((LiveRequest live) -> live.place()
                        .since()
                        .minusSeconds(10L * live.request().scheduling().priority()))
                .thenComparingLong(live -> live.place().position())
                .thenComparing(live -> live.place().expected().negated())
                .thenComparingLong(live -> live.place().arrival());
    }

    @Property(tries = TRIES)
    void nobodyRunsBeforeThoseItFollowsHaveSucceeded(@ForAll("steps") List<Step> steps) {
        Set<String> succeeded = new HashSet<>();
        afterEvery(steps, scenario -> {
            scenario.last().events().forEach(event -> {
                if (event instanceof RequestSucceeded success) {
                    succeeded.add(success.request().id());
                }
            });
            granted(scenario)
                    .forEach(grant -> assertThat(succeeded)
                            .containsAll(grant.request().request().scheduling().after()));
        });
    }

    @Property(tries = TRIES)
    void aLedgerThatIsRebuiltFromWhatWasStoredIsTheSame(@ForAll("steps") List<Step> steps) {
        afterEvery(
                steps,
                scenario ->
                        assertThat(LedgerFacts.of(scenario.rebuild())).isEqualTo(LedgerFacts.of(scenario.ledger())));
    }

    @Property(tries = TRIES)
    void decidingChangesNothingAndARebuiltLedgerDecidesAlike(@ForAll("steps") List<Step> steps) {
        Scenario scenario = Scenario.with(Policy.DEFAULT, reservations);
        for (Step step : steps) {
            pass(step, scenario);
            Command command = RandomPlay.command(step, scenario);
            LedgerFacts before = LedgerFacts.of(scenario.ledger());
            Decision decision = Decider.decide(command, scenario.ledger(), scenario.now());

            assertThat(LedgerFacts.of(scenario.ledger())).isEqualTo(before);
            assertThat(Decider.decide(command, scenario.rebuild(), scenario.now()))
                    .isEqualTo(decision);
            scenario.run(command);
        }
    }

    @Property(tries = TRIES)
    void storingInBatchesComesToTheSame(@ForAll("steps") List<Step> steps) {
        Scenario scenario = Scenario.with(Policy.DEFAULT, reservations);
        Ledger batched = new Ledger("main", Policy.DEFAULT, reservations, Scenario.START);
        Map<String, Entity> storedInBatches = new TreeMap<>();
        for (int i = 0; i < steps.size(); i++) {
            play(steps.get(i), scenario);
            scenario.last().events().forEach(event -> batched.apply(event, scenario.now()));
            if (i % 7 == 6 || i == steps.size() - 1) {
                batched.takeChanges().forEach((key, entity) -> {
                    assertThat(entity.isPresent() || storedInBatches.containsKey(name(key)))
                            .as("%s is gone, so it was there", key)
                            .isTrue();
                    entity.ifPresentOrElse(
                            present -> storedInBatches.put(name(key), present),
                            () -> storedInBatches.remove(name(key)));
                });
            }
        }
        Map<String, Entity> storedOneByOne = new TreeMap<>();
        scenario.stored().forEach((key, entity) -> storedOneByOne.put(name(key), entity));
        assertThat(storedInBatches).isEqualTo(storedOneByOne);
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Verb> verbs = Arbitraries.frequency(
                Tuple.of(4, Verb.SUBMIT),
                Tuple.of(1, Verb.CANCEL),
                Tuple.of(5, Verb.BID),
                Tuple.of(1, Verb.WITHDRAW),
                Tuple.of(1, Verb.ANNOUNCE),
                Tuple.of(4, Verb.RENEW),
                Tuple.of(3, Verb.RELEASE),
                Tuple.of(4, Verb.OBSERVE),
                Tuple.of(1, Verb.LOSE_SIGHT),
                Tuple.of(3, Verb.TICK),
                Tuple.of(1, Verb.RESUME),
                Tuple.of(6, Verb.ADMIT));
        Arbitrary<Integer> picks = Arbitraries.integers().between(0, 40);
        Arbitrary<Integer> sizes = Arbitraries.integers().between(0, 9_000);
        return Combinators.combine(verbs, picks, sizes)
                .as(Step::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(100);
    }

    private void afterEvery(List<Step> steps, Consumer<Scenario> holds) {
        Scenario scenario = Scenario.with(Policy.DEFAULT, reservations);
        for (Step step : steps) {
            play(step, scenario);
            holds.accept(scenario);
        }
    }

    private static void play(Step step, Scenario scenario) {
        pass(step, scenario);
        scenario.run(RandomPlay.command(step, scenario));
    }

    private static void pass(Step step, Scenario scenario) {
        boolean looksAtTheClock = step.verb() == Verb.TICK || step.verb() == Verb.RESUME;
        scenario.passes(Duration.ofMillis(looksAtTheClock ? step.size() : step.size() / 50));
    }

    private static Stream<TokenGranted> granted(Scenario scenario) {
        return scenario.last().events().stream()
                .filter(TokenGranted.class::isInstance)
                .map(TokenGranted.class::cast);
    }

    private static <E extends Entity> Stream<E> stored(Scenario scenario, Class<E> kind) {
        return scenario.stored().values().stream().filter(kind::isInstance).map(kind::cast);
    }

    private static String name(EntityKey key) {
        return key.kind() + "/" + key.id();
    }
}
