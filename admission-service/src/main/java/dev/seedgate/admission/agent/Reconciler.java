package dev.seedgate.admission.agent;

import dev.seedgate.admission.agent.Condemnation.Condemned;
import dev.seedgate.admission.ledger.LedgerView;
import dev.seedgate.core.ledger.Token;
import dev.seedgate.protocol.ClusterObservation;
import dev.seedgate.protocol.ClusterObservation.EndedSession;
import dev.seedgate.protocol.ClusterObservation.Look;
import dev.seedgate.protocol.ClusterObservation.ServerSettings;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Holds what the ledger says against what PostgreSQL shows, over one connection. Every look judges everything anew, so nothing that
 * was missed in between needs to be made good. Not thread-safe.
 */
final class Reconciler {
    /** Between two looks while nothing is going on. */
    static final Duration IDLE = Duration.ofSeconds(1);
    /** Between two looks while a token drains: its sessions may go any moment, and its slots with them. */
    static final Duration DRAINING = Duration.ofMillis(250);
    /** At least this much between two looks, however much changes; what is ended is usually gone after it. */
    static final Duration SHORTEST = Duration.ofMillis(20);

    private static final Logger LOG = Logger.getLogger(Reconciler.class);
    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    private final ServerConnection connection;
    private final SessionClassifier classifier;
    private final Consumer<ClusterObservation> observations;
    private final AgentMetrics metrics;
    private final Condemnation condemnation = new Condemnation();
    private final String agent = UUID.randomUUID().toString();
    private final List<EndedSession> ended = new ArrayList<>();
    private Set<Session> handled = Set.of();
    private long looks;
    private Duration settling = SHORTEST;

    Reconciler(
            ServerConnection connection,
            SessionClassifier classifier,
            Consumer<ClusterObservation> observations,
            AgentMetrics metrics) {
        this.connection = connection;
        this.classifier = classifier;
        this.observations = observations;
        this.metrics = metrics;
    }

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
        Census census = classifier.classify(connection.sessions(), view);
        metrics.looked(Duration.ofNanos(System.nanoTime() - started));

        List<Condemned> condemned = condemnation.judge(census, view, view.timeAt(System.nanoTime()));
        endAll(condemned);
        observations.accept(census.observation(view, new Look(agent, ++looks), settings, ended));
        ended.clear();
        return untilNextLook(view, !condemned.isEmpty());
    }

    /** Asks again for those that are still there, but says and counts each only once. */
    private void endAll(List<Condemned> condemned) throws SQLException {
        Set<Session> now = new HashSet<>();
        for (Condemned each : condemned) {
            now.add(each.session());
            end(each, !handled.contains(each.session()));
        }
        handled = now;
    }

    private void end(Condemned condemned, boolean first) throws SQLException {
        Session session = condemned.session();
        try {
            boolean asked = connection.terminate(session);
            if (asked && first) {
                metrics.terminated(condemned.cause());
                ended.add(new EndedSession(session.pid(), condemned.token(), condemned.cause()));
                log(condemned);
            }
        } catch (SQLException e) {
            if (!INSUFFICIENT_PRIVILEGE.equals(e.getSQLState())) {
                throw e;
            }
            if (first) {
                LOG.errorf(
                        "The agent may not end session %d of role %s under token %s, whose slots stay taken until it ends by itself: %s",
                        session.pid(), session.user(), condemned.token(), e.getMessage());
            }
        }
    }

    private static void log(Condemned condemned) {
        Session session = condemned.session();
        switch (condemned.cause()) {
            case DRAINED ->
                LOG.infof(
                        "Ended session %d of role %s: token %s is being taken back",
                        session.pid(), session.user(), condemned.token());
            case ORPHANED ->
                LOG.warnf(
                        "Ended session %d of role %s: token %s is over and nobody holds it",
                        session.pid(), session.user(), condemned.token());
            case OVERDRAWN ->
                LOG.warnf(
                        "Ended session %d of role %s: token %s has more sessions than it is worth",
                        session.pid(), session.user(), condemned.token());
        }
    }

    private Duration untilNextLook(LedgerView view, boolean ending) {
        if (ending) {
            Duration pause = settling;
            settling = min(settling.multipliedBy(2), DRAINING);
            return pause;
        }
        settling = SHORTEST;
        Instant now = view.timeAt(System.nanoTime());
        Duration pause = IDLE;
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
