package dev.seedgate.core.decide;

import static dev.seedgate.core.scenario.Scenario.ADA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seedgate.core.event.LedgerEvent.SeedTimesForgotten;
import dev.seedgate.core.ledger.Candidates;
import dev.seedgate.core.ledger.LiveRequest;
import dev.seedgate.core.ledger.SeedTimes;
import dev.seedgate.core.scenario.Scenario;
import dev.seedgate.protocol.Scheduling;
import dev.seedgate.protocol.SeedOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** In which order requests are served, but for their priority. */
class PlaceInLineTest {
    private static final Duration LONG = Duration.ofSeconds(9);
    private static final Duration SHORT = Duration.ofSeconds(4);

    private final Scenario scenario = Scenario.budget(8);

    @Test
    void theLongestOfABatchGoesFirst() {
        learn("short", SHORT);
        learn("long", LONG);

        scenario.request("a", "short", "batch").request("b", "long", "batch").request("c", "short", "batch");

        assertThat(line()).containsExactly("b", "a", "c");
    }

    @Test
    void aSeedOfWhichNothingIsKnownCountsAsLongAsItsTimeout() {
        learn("long", LONG);

        scenario.request("a", "long", "batch").request("b", "new", "batch");

        assertThat(line()).containsExactly("b", "a");
    }

    @Test
    void ofSeedsOfWhichNothingIsKnownTheFirstGoesFirst() {
        scenario.request("a", "new", "batch").request("b", "newer", "batch").request("c", "newest", "batch");

        assertThat(line()).containsExactly("a", "b", "c");
    }

    @Test
    void aBatchIsOnePositionHoweverItsRequestsAreSpread() {
        learn("short", SHORT);
        learn("long", LONG);

        scenario.request("a", "short", "batch").request("alone", "long", null).request("b", "long", "batch");

        assertThat(line()).containsExactly("b", "a", "alone");
    }

    @Test
    void whoIsAloneKeepsTheOrderOfArrivalHoweverLongItTakes() {
        learn("short", SHORT);
        learn("long", LONG);

        scenario.request("a", "short", null).request("b", "long", null).request("c", "long", "batch");

        assertThat(line()).containsExactly("a", "b", "c");
    }

    @Test
    void whatIsLearntLaterMovesNobody() {
        learn("short", SHORT);
        scenario.request("a", "new", "batch").request("b", "short", "batch");

        scenario.bid("bid", ADA).admit();
        assertThat(scenario.phase("a")).isInstanceOf(LiveRequest.Phase.Running.class);
        scenario.request("c", "new", "batch").request("d", "short", "batch");
        scenario.succeeded(token());

        assertThat(line()).containsExactly("c", "b", "d");
        assertThat(scenario.live("c").place().expected())
                .isEqualTo(scenario.live("c").request().timeout());
    }

    @Test
    void whatComesBackHasItsOldPlace() {
        learn("short", SHORT);
        learn("long", LONG);
        scenario.request("a", "short", "batch").request("b", "long", "batch");
        scenario.bid("bid", ADA).admit();

        scenario.givenBack(token());

        assertThat(line()).containsExactly("b", "a");
    }

    @Test
    void aRunThatDidNotDoTheWorkTeachesNothing() {
        scenario.request("a", "long", null).bid("bid", ADA).admit().renew(token(), ADA);
        scenario.release(token(), ADA, true, new SeedOutcome.Succeeded(42, true));

        assertThat(times("long")).isEmpty();
    }

    @Test
    void anUnusualRunChangesNoExpectation() {
        learn("long", LONG);
        learn("long", LONG);
        learn("long", SHORT);

        assertThat(times("long")).map(SeedTimes::expected).contains(LONG);
    }

    @Test
    void whatHasNotRunForMonthsIsForgotten() {
        learn("long", LONG);
        SeedTimes known = times("long").orElseThrow();

        scenario.ticksAfter(Duration.between(scenario.now(), known.forgetAt()));

        assertThat(scenario.last().events()).contains(new SeedTimesForgotten(known));
        assertThat(times("long")).isEmpty();
    }

    private void learn(String seed, Duration takes) {
        scenario.request("run-" + scenario.ledger().state().arrivals(), seed, null)
                .bid("bid-" + scenario.ledger().state().fence(), ADA)
                .admit();
        scenario.renew(token(), ADA).ticksAfter(takes).succeeded(token());
    }

    private String token() {
        return "main-" + scenario.ledger().state().fence();
    }

    private Optional<SeedTimes> times(String seed) {
        return scenario.ledger().seedTimes(Scenario.seedRequest("any", seed, null, 2, 500, 3));
    }

    private List<String> line() {
        List<String> line = new ArrayList<>();
        Candidates.Walk walk = scenario.ledger().candidates().walk();
        for (Optional<LiveRequest> next = first(walk); next.isPresent(); next = first(walk)) {
            line.add(next.get().id());
            walk.take(next.get());
        }
        return line;
    }

    private static Optional<LiveRequest> first(Candidates.Walk walk) {
        return walk.first(Scheduling.DEFAULT_TENANT, shape -> true);
    }
}
