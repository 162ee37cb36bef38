package dev.seedgate.admission.operate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedgate.admission.operate.ClusterProblem.Severity;
import dev.seedgate.core.UseThresholds;
import dev.seedgate.core.ledger.UseLevel;
import dev.seedgate.protocol.ClusterObservation.EndedSession.Cause;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DiagnosisTest {
    static Stream<Arguments> situations() {
        Duration long_ = Duration.ofMinutes(1);
        return Stream.of(
                Arguments.of(
                        new Reports().unreachable("refused").age(long_),
                        Severity.CRITICAL,
                        List.of("PostgreSQL does not answer, last seen 60 s ago; nothing is granted: refused")),
                Arguments.of(
                        new Reports().neverSeen(),
                        Severity.CRITICAL,
                        List.of("PostgreSQL was not seen yet; nothing is granted")),
                Arguments.of(
                        new Reports().age(long_).level(UseLevel.CRITICAL),
                        Severity.CRITICAL,
                        List.of(
                                "nobody has looked at PostgreSQL since 60 s ago; nothing is granted. Does an admission service own"
                                        + " this cluster?")),
                Arguments.of(
                        new Reports().level(UseLevel.WARN),
                        Severity.WARN,
                        List.of("3 of 25 connections are in use (12 %; warning from 70 %)")),
                Arguments.of(
                        new Reports().level(UseLevel.CRITICAL),
                        Severity.CRITICAL,
                        List.of("3 of 25 connections are in use (12 %; critical from 85 %)")),
                Arguments.of(
                        new Reports().unclassified(14).level(UseLevel.WARN),
                        Severity.CRITICAL,
                        List.of(
                                "17 of 25 connections are in use (68 %; warning from 70 %, which one more would reach again)",
                                "fewer slots are free than are reserved: somebody with a reservation may be kept out",
                                "tokens hold 0 connections, and the budget is -6: nothing is granted until it fits again")),
                Arguments.of(
                        new Reports().unclassified(10),
                        Severity.CRITICAL,
                        List.of(
                                "fewer slots are free than are reserved: somebody with a reservation may be kept out",
                                "tokens hold 0 connections, and the budget is -2: nothing is granted until it fits again")),
                Arguments.of(
                        new Reports().active(7, 9),
                        Severity.WARN,
                        List.of(
                                "tokens hold 9 connections, and the budget is 8: nothing is granted until it fits again")),
                Arguments.of(new Reports().held("ada", ""), Severity.WARN, List.of("ada stopped the granting 0 s ago")),
                Arguments.of(
                        new Reports().held("ada", "noon"),
                        Severity.WARN,
                        List.of("ada stopped the granting 0 s ago: noon")),
                Arguments.of(
                        new Reports().active(7, 2, 41, 42, 43),
                        Severity.WARN,
                        List.of("main-7 has 3 sessions and is worth 2")),
                Arguments.of(
                        new Reports().ended(41, "main-7", Cause.OVERDRAWN).ended(42, "main-7", Cause.OVERDRAWN),
                        Severity.WARN,
                        List.of("main-7 opened more than it is worth; the agent ended its newest: pid 41, 42")),
                Arguments.of(
                        new Reports().ended(41, "main-3", Cause.ORPHANED),
                        Severity.WARN,
                        List.of("main-3 is over and still had sessions; the agent ended pid 41")),
                Arguments.of(
                        new Reports().draining(7, long_, 41),
                        Severity.WARN,
                        List.of(
                                "main-7 should have been gone for 60 s (it was killed by an operator); PostgreSQL shows 1 of its"
                                        + " sessions; the agent's log says why")),
                Arguments.of(new Reports().draining(7, Duration.ofSeconds(1), 41), Severity.OK, List.of()),
                Arguments.of(new Reports().ended(41, "main-7", Cause.DRAINED), Severity.OK, List.of()),
                Arguments.of(new Reports().active(7, 2, 41, 42), Severity.OK, List.of()));
    }

    @ParameterizedTest
    @MethodSource("situations")
    void saysWhatIsWrongInWordsAndHowBadItIs(Reports reports, Severity severity, List<String> texts) {
        List<ClusterProblem> problems = Diagnosis.of(reports.report(), UseThresholds.DEFAULT, Duration.ofSeconds(5));

        assertThat(problems).extracting(ClusterProblem::text).containsExactlyElementsOf(texts);
        assertThat(Diagnosis.worst(problems)).isEqualTo(severity);
    }

    @Test
    void oldFiguresOfADatabaseThatIsAwayAreNoProblemOfTheirOwn() {
        Reports reports = new Reports()
                .unreachable("refused")
                .level(UseLevel.CRITICAL)
                .active(7, 2, 1, 2, 3)
                .held("ada", "");

        assertThat(Diagnosis.of(reports.report(), UseThresholds.DEFAULT, Duration.ofSeconds(5)))
                .extracting(ClusterProblem::kind)
                .containsExactly(ClusterProblem.Kind.DATABASE_AWAY, ClusterProblem.Kind.HELD);
    }
}
