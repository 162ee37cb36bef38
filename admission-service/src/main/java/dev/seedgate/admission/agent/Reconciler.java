package dev.seedgate.admission.agent;

import dev.seedgate.admission.agent.Census.SeenToken;
import dev.seedgate.admission.agent.Condemnation.Condemned;
import dev.seedgate.admission.agent.seats.SeatKeeper;
import dev.seedgate.admission.agent.seats.SeatKeeper.Pass;
import dev.seedgate.admission.ledger.LedgerView;
import dev.seedgate.core.ledger.Token;
import dev.seedgate.protocol.ClusterObservation.EndedSession;
import dev.seedgate.protocol.ClusterObservation.GoneToken;
import dev.seedgate.protocol.ClusterObservation.Look;
import dev.seedgate.protocol.ClusterObservation.Seen;
import dev.seedgate.protocol.ClusterObservation.ServerSettings;
import dev.seedgate.protocol.Enforcement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Holds what the ledger says against what PostgreSQL shows, over one connection. Every look judges everything anew, so nothing that
 * was missed in between needs to be made good. Not thread-safe.
 */
final class Reconciler {
    /** Between two looks while nothing is going on. */
    static final Duration IDLE = Duration.ofSeconds(1);
    /** Between two looks while a token drains, or a session is under suspicion: its slot may become free any moment. */
    static final Duration DRAINING = Duration.ofMillis(250);
    /** At least this much between two looks, however much changes; what is ended is usually gone after it. */
    static final Duration SHORTEST = Duration.ofMillis(20);

    private final ServerConnection connection;
    private final SessionClassifier classifier;
    private final Keeping keeping;
    private final Settlement settlement;
    private final Reporting reporting;
    private final Terminations terminations;
    private final Absence absence = new Absence();
    private final Condemnation condemnation = new Condemnation();
    private final String agent = UUID.randomUUID().toString();
    private long looks;
    private Duration settling = SHORTEST;

    Reconciler(
            ServerConnection connection,
            SessionClassifier classifier,
            Keeping keeping,
            Settlement settlement,
            Reporting reporting) {
        this.connection = connection;
        this.classifier = classifier;
        this.keeping = keeping;
        this.settlement = settlement;
        this.reporting = reporting;
        this.terminations = new Terminations(connection, reporting.ended(), reporting.metrics());
    }

    /** Where an agent's findings go, over all its connections. */
    record Reporting(ObservationSink observations, EndedSessions ended, AgentMetrics metrics) {}

    /** How new tokens are enforced, and who keeps those that are login roles. */
    record Keeping(Enforcement enforcement, SeatKeeper keeper) {}

    /**
     * Looks once, ends what is to be ended, and reports what was seen.
     *
     * @param view the newest one, taken before this call: its revision is the observation's basis
     * @return how long to wait for the next look if nothing changes meanwhile
     * @throws SQLException when nothing was seen
     */
    Duration look(LedgerView view) throws SQLException {
        long started = System.nanoTime();
        ServerSettings settings = connection.settings();
        Showing showing = keeping.keeper().closeAndLook(view, connection::showing);
        reporting.metrics().looked(Duration.ofNanos(System.nanoTime() - started));

        Census census = classifier.classify(showing, view);
        Pass seats = keeping.keeper().arrange(view, showing.presence());
        List<Condemned> condemned = condemnation.judge(census, view, view.timeAt(System.nanoTime()), seats.ending());
        terminations.endAll(condemned);
        List<Token.Draining> absent = absence.proven(showing, census, view).stream()
                .filter(token -> seats.provesAbsence(token.terms()))
                .toList();
        report(view, settings, census, settlement.settle(view, absent));
        return untilNextLook(view, !condemned.isEmpty() || seats.unfinished());
    }

    private void report(LedgerView view, ServerSettings settings, Census census, List<GoneToken> gone) {
        List<EndedSession> ended = reporting.ended().take();
        Seen seen = new Seen(
                view.cluster(),
                view.revision(),
                new Look(agent, ++looks),
                settings,
                keeping.enforcement(),
                census.classes(),
                census.uncovered(),
                census.tokens().stream().map(SeenToken::reported).toList(),
                gone,
                ended,
                census.pinned());
        reporting.observations().accept(seen, arrived -> {
            if (!arrived) {
                reporting.ended().giveBack(ended);
            }
        });
    }

    private Duration untilNextLook(LedgerView view, boolean ending) {
        if (ending) {
            Duration pause = settling;
            settling = min(settling.multipliedBy(2), DRAINING);
            return pause;
        }
        settling = SHORTEST;
        Instant now = view.timeAt(System.nanoTime());
        Duration pause = condemnation.hasSuspects() ? DRAINING : IDLE;
        for (Token token : view.tokens()) {
            if (token instanceof Token.Draining draining) {
                Duration grace = Duration.between(now, draining.terminateAt());
                pause = min(pause, grace.isPositive() ? min(grace, DRAINING) : DRAINING);
            }
        }
        return pause;
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
