package dev.seedgate.core.advice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedgate.core.Policy;
import dev.seedgate.core.Reservations;
import dev.seedgate.core.Reservations.Reservation;
import dev.seedgate.core.advice.Advice.Verdict;
import dev.seedgate.core.advice.Choice.Kind;
import dev.seedgate.protocol.ClusterObservation.ClassSessions;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdviceTest {
    private static final List<PlanOffer> PLANS = List.of(
            new PlanOffer("Professional 2", 197, BigDecimal.valueOf(120)),
            new PlanOffer("Basic", 25, BigDecimal.valueOf(15)),
            new PlanOffer("Professional 1", 97, BigDecimal.valueOf(60)));
    /** Of 25 connections it leaves 4 for seeds. */
    private static final Reservations RESERVATIONS =
            new Reservations(List.of(new Reservation("api", 9), new Reservation("background", 8)), 1);

    private static final Wish TWO_MINUTES = new Wish(Duration.ofMinutes(2));
    private static final long DAY = 86_400;
    private static final long HOUR = 3_600;
    private static final long MINUTE = 60;

    private final Days days = new Days();

    /** Always. */
    private Days sessions(int maxConnections, int api) {
        return days.server(0, maxConnections, new ClassSessions("api", api), new ClassSessions("background", 8));
    }

    /** Twenty at once, of which two fit: the first two at once, the next two a minute later, and so on. */
    private Days rush() {
        for (int i = 0; i < 20; i++) {
            days.seed("r" + i, MINUTE, i / 2 * MINUTE, 2, MINUTE);
        }
        return days;
    }

    private static Comparison compare(History history) {
        return compare(history, RESERVATIONS);
    }

    private static Comparison compare(History history, Reservations reservations) {
        return Comparison.of(history, Policy.DEFAULT, reservations, PLANS, TWO_MINUTES);
    }

    private static Outlook outlook(Comparison comparison, Kind kind, String what) {
        return comparison.outlooks().stream()
                .filter(outlook -> outlook.choice().kind() == kind
                        && outlook.choice().what().equals(what))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theCheapestPlanThatGrantsTheWishIsAdvisedWhereConnectionsAreLacking() {
        sessions(25, 9).workers(0, 20);

        Comparison comparison = compare(rush().until(DAY));

        assertThat(comparison.advice().verdict()).isEqualTo(Verdict.TAKE_PLAN);
        assertThat(comparison.advice().outlook().choice().what()).isEqualTo("Professional 1");
        assertThat(outlook(comparison, Kind.STAY, "").figures().waits())
                .isEqualTo(new Waits(20, Duration.ofMinutes(4), Duration.ofMinutes(9), Duration.ofMinutes(9)));
        assertThat(outlook(comparison, Kind.STAY, "").figures().makespan()).isEqualTo(Duration.ofMinutes(10));
        assertThat(outlook(comparison, Kind.PLAN, "Professional 1")
                        .figures()
                        .waits()
                        .longest())
                .isZero();
        assertThat(outlook(comparison, Kind.PLAN, "Professional 1").figures().makespan())
                .isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void whatWasMeasuredIsForetoldAndTheErrorIsSaid() {
        sessions(25, 9).workers(0, 20);

        Validation exact = compare(rush().until(DAY)).inForce();
        Validation late =
                compare(days.seed("late", DAY / 2, 40, 2, MINUTE).until(DAY)).inForce();

        assertThat(exact.requests()).isEqualTo(20);
        assertThat(exact.foretold()).isEqualTo(exact.measured());
        assertThat(exact.medianError()).isZero();
        assertThat(late.requests()).isEqualTo(21);
        assertThat(late.measured().median()).isEqualTo(Duration.ofMinutes(4));
        assertThat(late.foretold().median()).isEqualTo(Duration.ofMinutes(4));
    }

    @Test
    void fewerConnectionsForEachSeedAreAdvisedWhereTheyPackBetterHoweverMuchLongerTheyTake() {
        sessions(24, 9).workers(0, 20);
        for (int i = 0; i < 6; i++) {
            days.seed("r" + i, MINUTE, i * MINUTE, 2, MINUTE);
        }

        Comparison comparison = compare(days.until(DAY));

        assertThat(comparison.advice().verdict()).isEqualTo(Verdict.CHANGE);
        Outlook advised = comparison.advice().outlook();
        assertThat(advised.choice().kind()).isEqualTo(Kind.CONNECTIONS);
        assertThat(advised.figures().waits())
                .isEqualTo(new Waits(6, Duration.ZERO, Duration.ofMinutes(2), Duration.ofMinutes(2)));
        assertThat(advised.figures().slowed()).isEqualTo(6);
    }

    @Test
    void moreWorkersAreAdvisedWhereOnlyTheyAreLacking() {
        sessions(25, 9).workers(0, 1);
        for (int i = 0; i < 4; i++) {
            days.seed("r" + i, MINUTE, i * MINUTE, 2, MINUTE);
        }

        Comparison comparison = compare(days.until(DAY));

        assertThat(comparison.advice().verdict()).isEqualTo(Verdict.CHANGE);
        assertThat(comparison.advice().outlook().choice().kind()).isEqualTo(Kind.WORKERS);
        assertThat(outlook(comparison, Kind.PLAN, "Professional 2").meets()).isFalse();
    }

    @Test
    void anotherHourIsAdvisedWhereSeedsComeInTheFullestOfAll() {
        sessions(25, 9).workers(0, 20).seed("night", 2 * HOUR - MINUTE, 0, 4, HOUR);
        for (int i = 0; i < 4; i++) {
            days.seed("r" + i, 2 * HOUR + MINUTE, HOUR - 2 * MINUTE, 1, 10);
        }

        Comparison comparison = compare(days.until(DAY));

        assertThat(comparison.advice().verdict()).isEqualTo(Verdict.CHANGE);
        assertThat(comparison.advice().outlook().choice().kind()).isEqualTo(Kind.HOURS);
        assertThat(comparison.advice().outlook().choice().what()).isEqualTo("seeds of 02:00 come at 00:00");
        assertThat(comparison.advice().outlook().figures().waits().longest()).isZero();
    }

    @Test
    void stayingIsAdvisedWhereTheWishIsGrantedAlready() {
        sessions(25, 9).workers(0, 20).seed("a", MINUTE, 0, 2, MINUTE).seed("b", MINUTE, 0, 2, MINUTE);

        Advice advice = compare(days.until(DAY)).advice();

        assertThat(advice.verdict()).isEqualTo(Verdict.STAY);
        assertThat(advice.confidence()).isEqualTo(Confidence.LOW);
    }

    @Test
    void aSmallerPlanIsAdvisedOnlyByAHistoryThatIsLongEnough() {
        sessions(97, 9).workers(0, 20);
        for (int i = 0; i < 40; i++) {
            days.seed("r" + i, i * MINUTE * 10, 0, 2, MINUTE);
        }

        assertThat(compare(days.until(DAY / 2)).advice().verdict()).isEqualTo(Verdict.STAY);
        Advice advice = compare(days.until(DAY)).advice();
        assertThat(advice.verdict()).isEqualTo(Verdict.TAKE_PLAN);
        assertThat(advice.outlook().choice().what()).isEqualTo("Basic");
        assertThat(advice.confidence()).isEqualTo(Confidence.FAIR);
    }

    @Test
    void aPlanOnWhichTheOthersHadNoRoomIsNeverAdvised() {
        sessions(97, 9).server(DAY / 2, 97, new ClassSessions("api", 15), new ClassSessions("background", 8));
        days.server(DAY / 2 + 1, 97, new ClassSessions("api", 9), new ClassSessions("background", 8))
                .workers(0, 20);
        for (int i = 0; i < 40; i++) {
            days.seed("r" + i, i * MINUTE * 10, 0, 2, MINUTE);
        }

        Comparison comparison = compare(days.until(DAY));

        assertThat(outlook(comparison, Kind.PLAN, "Basic").fitsOthers()).isFalse();
        assertThat(comparison.advice().verdict()).isEqualTo(Verdict.STAY);
    }

    @Test
    void whatComesNearestIsNamedWhereNothingGrantsTheWish() {
        sessions(25, 9).workers(0, 20);
        for (int i = 0; i < 20; i++) {
            days.seed("r" + i, MINUTE, i * 20L * MINUTE, 3, 20L * MINUTE);
        }

        Comparison comparison = Comparison.of(days.until(DAY), Policy.DEFAULT, RESERVATIONS, List.of(), TWO_MINUTES);

        assertThat(comparison.advice().verdict()).isEqualTo(Verdict.NOTHING_MEETS);
        assertThat(comparison.advice().outlook().choice().kind()).isEqualTo(Kind.CONNECTIONS);
    }

    @Test
    void aRequestThatNeverFitsGrantsNoWish() {
        sessions(97, 9).workers(0, 20).seed("huge", MINUTE, 0, 50, MINUTE);

        Outlook basic = outlook(compare(days.until(DAY)), Kind.PLAN, "Basic");

        assertThat(basic.figures().neverStarted()).isEqualTo(1);
        assertThat(basic.meets()).isFalse();
    }

    @Test
    void whatAClassReallyNeededIsSaidAndWhatKeepingLessWouldDo() {
        sessions(25, 4).server(DAY / 4, 25, new ClassSessions("api", 5), new ClassSessions("background", 9));
        days.server(DAY / 4 + 10, 25, new ClassSessions("api", 4), new ClassSessions("background", 8))
                .workers(0, 20);

        Comparison comparison = compare(rush().until(DAY));

        assertThat(comparison.needs())
                .containsExactly(
                        new ClassNeed("api", 9, 5, 4, Duration.ZERO),
                        new ClassNeed("background", 8, 9, 8, Duration.ofSeconds(10)));
        Outlook less = outlook(comparison, Kind.RESERVATION, "keep 5 for api, not 9");
        assertThat(less.figures().waits().longest()).isEqualTo(Duration.ofMinutes(4));
    }

    @Test
    void theSameHistoryAlwaysAdvisesTheSame() {
        sessions(25, 9).workers(0, 20);
        History history = rush().until(DAY);

        assertThat(compare(history)).isEqualTo(compare(history));
    }
}
