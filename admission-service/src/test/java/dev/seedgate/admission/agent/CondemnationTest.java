package dev.seedgate.admission.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedgate.admission.agent.Census.SeenToken;
import dev.seedgate.admission.agent.Condemnation.Condemned;
import dev.seedgate.admission.ledger.LedgerView;
import dev.seedgate.protocol.ClusterObservation.EndedSession.Cause;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CondemnationTest {
    private static final Session SESSION = session(4711, 0);

    private final Condemnation condemnation = new Condemnation();

    @Test
    void sparesTheSessionsOfALiveToken() {
        assertThat(looks(2, Views.view(1, 7, Views.active(7, 2)))).isEmpty();
    }

    @Test
    void sparesADrainingTokenUntilItsGraceIsOver() {
        assertThat(looks(2, Views.view(1, 7, Views.draining(7, 2, Duration.ofNanos(1)))))
                .isEmpty();
    }

    @Test
    void endsTheSessionsOfADrainingTokenAtTheEndOfItsGrace() {
        assertThat(looks(1, Views.view(1, 7, Views.draining(7, 2, Duration.ZERO))))
                .containsExactly(new Condemned(SESSION, "main-7", Cause.DRAINED));
    }

    @Test
    void sparesATokenThatMayHaveBeenGrantedAfterTheView() {
        assertThat(looks(3, Views.view(1, 6))).isEmpty();
    }

    @Test
    void endsTheSessionsOfATokenThatNobodyHoldsWhenTwoLooksAgree() {
        LedgerView view = Views.view(1, 7);

        assertThat(looks(1, view)).isEmpty();
        assertThat(looks(1, view)).containsExactly(new Condemned(SESSION, "main-7", Cause.ORPHANED));
    }

    @Test
    void beginsAnewWhenALookInBetweenDisagrees() {
        assertThat(looks(1, Views.view(1, 7))).isEmpty();
        assertThat(looks(1, Views.view(2, 7, Views.active(7, 2)))).isEmpty();
        assertThat(looks(1, Views.view(3, 7))).isEmpty();
    }

    @Test
    void doesNotTakeALaterSessionWithTheSamePidForTheOneItSawBefore() {
        LedgerView view = Views.view(1, 7);
        look(view, session(4711, 0));

        assertThat(look(view, session(4711, 1))).isEmpty();
    }

    @Test
    void endsWhatATokenHasBeyondItsWorthTheNewestFirstWhenTwoLooksAgree() {
        LedgerView view = Views.view(1, 7, Views.active(7, 2));
        Session oldest = session(9, 0);
        Session second = session(8, 1);
        Session third = session(3, 2);
        Session youngest = session(4, 2);

        assertThat(look(view, third, oldest, youngest, second)).isEmpty();
        assertThat(condemnation.hasSuspects()).isTrue();
        assertThat(look(view, youngest, second, third, oldest))
                .containsExactly(
                        new Condemned(third, "main-7", Cause.OVERDRAWN),
                        new Condemned(youngest, "main-7", Cause.OVERDRAWN));
        assertThat(look(view, oldest, second)).isEmpty();
        assertThat(condemnation.hasSuspects()).isFalse();
    }

    @Test
    void sparesAClientThatReplacesOneConnectionByAnother() {
        LedgerView view = Views.view(1, 7, Views.active(7, 2));

        assertThat(look(view, session(1, 0), session(2, 0), session(3, 5))).isEmpty();
        assertThat(look(view, session(2, 0), session(3, 5), session(4, 6))).isEmpty();
        assertThat(look(view, session(3, 5), session(4, 6), session(5, 7))).isEmpty();
    }

    @Test
    void neverEndsAsOverdrawnWhatMayBeParallelWorkers() {
        LedgerView view = Views.view(1, 7, Views.active(7, 1));

        for (int look = 0; look < 3; look++) {
            assertThat(look(view, SESSION, Sessions.hidden(session(4712, 1)), Sessions.hidden(session(4713, 1))))
                    .isEmpty();
        }
    }

    @Test
    void leavesALoginRolesLimitToTheServer() {
        LedgerView view = Views.view(1, 7, Views.login(7, 1));

        assertThat(look(view, session(1, 0), session(2, 1))).isEmpty();
        assertThat(look(view, session(1, 0), session(2, 1))).isEmpty();
    }

    @Test
    void endsTheSessionsOfATokenThatIsOverAtOnceWhereItsSeatIsClosed() {
        Census census = new Census(
                List.of(), 0, List.of(), List.of(new SeenToken("main-7", 7, List.of(SESSION))), Set.of(), List.of());

        assertThat(condemnation.judge(census, Views.view(1, 7), Views.NOW, Set.of("main-7")))
                .containsExactly(new Condemned(SESSION, "main-7", Cause.ORPHANED));
    }

    @Test
    void endsASessionForOneReasonOnly() {
        LedgerView view = Views.view(1, 7, Views.draining(7, 1, Duration.ZERO));

        look(view, session(1, 0), session(2, 1));
        assertThat(look(view, session(1, 0), session(2, 1)))
                .extracting(Condemned::cause)
                .containsExactly(Cause.DRAINED, Cause.DRAINED);
    }

    private List<Condemned> looks(int times, LedgerView view) {
        List<Condemned> condemned = List.of();
        for (int look = 0; look < times; look++) {
            condemned = look(view, SESSION);
        }
        return condemned;
    }

    private List<Condemned> look(LedgerView view, Session... sessions) {
        List<SeenToken> seen = List.of(new SeenToken("main-7", 7, List.of(sessions)));
        boolean over = view.tokens().isEmpty() && view.fence() >= 7;
        Census census = new Census(List.of(), 0, over ? List.of() : seen, over ? seen : List.of(), Set.of(), List.of());
        return condemnation.judge(census, view, Views.NOW, Set.of());
    }

    private static Session session(int pid, int startedAfterSeconds) {
        return Sessions.session(pid, startedAfterSeconds, "sg:test:main-7");
    }
}
