package dev.seedgate.admission.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedgate.admission.agent.Census.SeenToken;
import dev.seedgate.admission.agent.Condemnation.Condemned;
import dev.seedgate.admission.ledger.LedgerView;
import dev.seedgate.protocol.ClusterObservation.EndedSession.Cause;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
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

    private List<Condemned> looks(int times, LedgerView view) {
        List<Condemned> condemned = List.of();
        for (int look = 0; look < times; look++) {
            condemned = look(view, SESSION);
        }
        return condemned;
    }

    private List<Condemned> look(LedgerView view, Session session) {
        List<SeenToken> seen = List.of(new SeenToken("main-7", 7, List.of(session)));
        boolean over = view.tokens().isEmpty() && view.fence() >= 7;
        Census census = new Census(List.of(), 0, over ? List.of() : seen, over ? seen : List.of());
        return condemnation.judge(census, view, Views.NOW);
    }

    private static Session session(int pid, int startedAfterSeconds) {
        OffsetDateTime start = OffsetDateTime.parse("2020-01-01T00:00:00Z").plusSeconds(startedAfterSeconds);
        return new Session(pid, "seeder", "sg:test:main-7", start, false);
    }
}
