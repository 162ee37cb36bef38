package dev.seedgate.admission.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedgate.admission.ledger.LedgerView;
import dev.seedgate.protocol.ClusterObservation.ClassSessions;
import dev.seedgate.protocol.ClusterObservation.PinnedSession;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SessionClassifierTest {
    private final SessionClassifier classifier =
            new SessionClassifier("test", Views.CLUSTER, Configs.classes(Map.of()));

    @Test
    void countsEverySessionOnce() {
        Census census = classifier.classify(
                Sessions.showing(
                        "seedgate-agent:test:main",
                        "seedgate-agent:test:other",
                        "sg:test:main-7",
                        "sg:test:main-12",
                        "sg:test:main-7",
                        "api-1",
                        "psql",
                        ""),
                Views.view(1, 12, Views.active(7, 2), Views.active(12, 1)));

        assertThat(census.classes())
                .containsExactly(
                        new ClassSessions("api", 1),
                        new ClassSessions("background", 0),
                        new ClassSessions("studio", 0),
                        new ClassSessions("agent", 2));
        assertThat(census.uncovered()).isEqualTo(2);
        assertThat(census.tokens())
                .extracting(token -> token.id() + "=" + token.sessions().size())
                .containsExactly("main-7=2", "main-12=1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sg:other:main-7",
                "sg:test:other-7",
                "sg:test:main",
                "sg:test:main-",
                "sg:test:main-x",
                "sg:test:main-07",
                "sg:test:main-+7",
                "sg:test:main--7",
                "sg:test:main-0",
                "sg:test:main-99999999999999999999",
                "sg:test:",
                "SG:test:main-7",
                " sg:test:main-7",
                "seedgate-agent:other:main",
                "seedgate-agent:test",
                "seedgate-agent:test:",
                "sgs:other:main-7",
                "sgs:test:other-7",
                "sgs:test:main-7"
            })
    void takesForATokensOnlyWhatThisLedgerCouldHaveGiven(String applicationName) {
        Census census = classifier.classify(Sessions.showing(applicationName), Views.view(1, 0));

        assertThat(census.tokens()).isEmpty();
        assertThat(census.uncovered()).isEqualTo(1);
    }

    @ParameterizedTest(name = "{0} half-started, {1} of {2} opened: {3} are uncovered")
    @CsvSource({"1, 0, 2, 0", "2, 0, 2, 0", "3, 0, 2, 1", "1, 1, 2, 0", "1, 2, 2, 1", "1, 3, 2, 2", "0, 3, 2, 1"})
    void takesSessionsForATokensUpToItsWorthTheHalfStartedOnesLast(
            int halfStarted, int opened, int worth, int uncovered) {
        List<Session> sessions = IntStream.range(0, opened)
                .mapToObj(pid -> Sessions.session(pid, 0, "sg:test:main-7"))
                .toList();
        List<Backend> authenticating = IntStream.range(opened, opened + halfStarted)
                .mapToObj(pid -> new Backend(pid, null))
                .toList();

        Census census = classifier.classify(
                new Showing(sessions, authenticating), Views.view(1, 7, Views.draining(7, worth, Duration.ZERO)));

        assertThat(census.uncovered()).isEqualTo(uncovered);
    }

    @ParameterizedTest(name = "fence 7, the view''s last is {0}: over is {1}")
    @CsvSource({"6, false", "7, true", "8, true"})
    void knowsATokenThatIsOverFromOneThatWasGrantedAfterTheView(long lastFence, boolean over) {
        Census census = classifier.classify(Sessions.showing("sg:test:main-7"), Views.view(1, lastFence));

        assertThat(census.orphans()).hasSize(over ? 1 : 0);
        assertThat(census.tokens()).hasSize(over ? 0 : 1);
        assertThat(census.uncovered()).isEqualTo(over ? 1 : 0);
    }

    @Test
    void chargesTheSessionThatSettlesATokenToTheToken() {
        LedgerView draining = Views.view(1, 7, Views.draining(7, 2, Duration.ZERO));

        Census census = classifier.classify(Sessions.showing("sgs:test:main-7"), draining);

        assertThat(census.tokens()).isEmpty();
        assertThat(census.settling()).containsExactly("main-7");
        assertThat(census.uncovered()).isZero();
        assertThat(classifier
                        .classify(Sessions.showing("sgs:test:main-7", "sg:test:main-7"), draining)
                        .uncovered())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"api-1", "seedgate-agent:test:main", "sg:test:main-9", "sgs:test:main-9", ""})
    void knowsATokenByItsLoginRoleWhateverItsSessionSaysOfItself(String claimed) {
        Session session = Sessions.as("sg_test_main-7", Sessions.session(1, 0, claimed));

        Census census = classifier.classify(
                new Showing(List.of(session), List.of()), Views.view(1, 9, Views.login(7, 2), Views.active(9, 2)));

        assertThat(census.tokens()).extracting(token -> token.id()).containsExactly("main-7");
        assertThat(census.uncovered()).isZero();
    }

    @Test
    void takesNobodyForTheHolderOfALoginRoleWhoOnlyBearsItsTag() {
        Census census = classifier.classify(Sessions.showing("sg:test:main-7"), Views.view(1, 7, Views.login(7, 2)));

        assertThat(census.tokens()).isEmpty();
        assertThat(census.uncovered()).isEqualTo(1);
    }

    @Test
    void saysWhoseASessionIsThatIsIdleInATransactionForLong() {
        Duration limit = SessionClassifier.PINNED_AFTER;
        List<Session> sessions = Stream.of("sg:test:main-7", "api-1", "psql", "")
                .map(name -> Sessions.session(name.length(), 0, name))
                .map(session -> Sessions.idle(session, session.pid() == 0 ? limit : limit.plusMillis(1)))
                .toList();

        Census census = classifier.classify(new Showing(sessions, List.of()), Views.view(1, 7, Views.active(7, 2)));

        assertThat(census.pinned())
                .containsExactly(
                        new PinnedSession(4, null, "psql", limit.plusMillis(1)),
                        new PinnedSession(5, "api", "api-1", limit.plusMillis(1)),
                        new PinnedSession(14, "main-7", "sg:test:main-7", limit.plusMillis(1)));
    }
}
