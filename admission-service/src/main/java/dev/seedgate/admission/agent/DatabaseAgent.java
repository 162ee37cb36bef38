package dev.seedgate.admission.agent;

import dev.seedgate.admission.agent.ObservationSink.Delivery;
import dev.seedgate.admission.agent.Reconciler.Keeping;
import dev.seedgate.admission.agent.Reconciler.Reporting;
import dev.seedgate.admission.agent.seats.EnforcementChoice;
import dev.seedgate.admission.agent.seats.SeatKeeper;
import dev.seedgate.admission.agent.seats.SeatNames;
import dev.seedgate.admission.agent.seats.Seats;
import dev.seedgate.admission.agent.seats.SeatsRefusedException;
import dev.seedgate.admission.config.ConsumerClasses;
import dev.seedgate.admission.config.EnforcementSettings;
import dev.seedgate.admission.config.ServerLogin;
import dev.seedgate.admission.ledger.LedgerView;
import dev.seedgate.core.ledger.Token;
import dev.seedgate.protocol.ClusterObservation.Unreachable;
import dev.seedgate.protocol.Enforcement;
import dev.seedgate.telemetry.LogFields;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jboss.logging.Logger.Level;
import org.jspecify.annotations.Nullable;

/**
 * Watches one cluster on a virtual thread of its own, from {@link #start} to {@link #stop}: keeps the permanent connection, looks
 * every second and at once when the ledger changed in a way that matters, and says so when nothing can be seen. Whatever goes
 * wrong, it tries again; without it no slot of a vanished worker would ever come back.
 */
final class DatabaseAgent {
    private static final Logger LOG = Logger.getLogger(DatabaseAgent.class);

    private final Watched watched;
    private final AgentNames names;
    private final SessionClassifier classifier;
    private final OneLedger oneLedger;
    private final Reporting reporting;

    private final Ownership ownership;
    private final Semaphore wakeUp = new Semaphore(0);
    private final Thread thread;
    private final Backoff backoff = new Backoff();
    /** Why the server cannot be seen; null while it can, and before the first attempt. */
    private @Nullable ServerProblem outage;

    DatabaseAgent(Watched watched, LedgerView view, KnownServers servers, Reporting reporting) {
        this.watched = watched;
        this.names = new AgentNames(watched.installation());
        this.classifier = new SessionClassifier(watched.installation(), watched.cluster(), watched.classes());
        this.oneLedger = new OneLedger(watched.cluster(), servers);
        this.reporting = reporting;
        this.ownership = new Ownership(view);
        this.thread = Thread.ofVirtual().name("agent-" + watched.cluster()).unstarted(this::watch);
    }

    /**
     * What an agent watches, and as whom.
     *
     * @param databases those in which it can ask how a run ended, by name
     */
    record Watched(
            String installation,
            String cluster,
            ServerLogin login,
            Map<String, ServerLogin> databases,
            ConsumerClasses classes,
            EnforcementSettings enforcement) {}

    void start() {
        thread.start();
    }

    /** The ledger changed. Returns at once. */
    void changed(LedgerView view) {
        LedgerView before = ownership.changed(view);
        if (matters(before, view)) {
            wakeUp.release();
        }
    }

    /** Ends the watching; the connection is closed a moment later. Returns at once. */
    void stop() {
        ownership.lose();
        reporting.metrics().close();
        wakeUp.release();
    }

    /** Waits until the connection is closed, but not for long. */
    void awaitStopped(Duration atMost) {
        try {
            if (!thread.join(atMost)) {
                LOG.warnf(
                        "%s: the agent's connection was not closed within %s; its end is left to the server",
                        watched.cluster(), atMost);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void watch() {
        try (LogFields fields = new LogFields()) {
            fields.cluster(watched.cluster());
            while (!ownership.isLost()) {
                Outage ended = connectAndReconcile();
                if (ended != null && !ownership.isLost()) {
                    cannotSee(ended);
                }
            }
        } catch (InterruptedException e) {
            LOG.debugf(e, "%s: the agent was interrupted", watched.cluster());
        }
    }

    /**
     * Why nothing can be seen.
     *
     * @param whileWatching whether a session was lost that had been this agent's
     */
    private record Outage(ServerProblem problem, boolean whileWatching) {}

    /** Returns when nothing can be seen any more, or without an outage when the agent is stopped. */
    private @Nullable Outage connectAndReconcile() throws InterruptedException {
        boolean watching = false;
        try (ServerConnection connection = ServerConnection.open(watched.login(), names.agent(watched.cluster()))) {
            oneLedger.check(connection.systemIdentifier());
            AgentFence.take(connection, names, watched.cluster());
            watching = true;
            connected(connection.rights());
            reconcile(connection, chosen(connection));
            return null;
        } catch (SQLException e) {
            return new Outage(ServerProblem.of(e, watched.cluster()), watching);
        } catch (ServerRefusedException e) {
            return new Outage(ServerProblem.of(e), watching);
        } catch (RuntimeException e) {
            LOG.errorf(e, "%s: the agent failed; it starts afresh", watched.cluster());
            return new Outage(ServerProblem.of(e), watching);
        }
    }

    /** How new tokens are enforced while this connection lasts. */
    private Enforcement chosen(ServerConnection connection) throws SQLException, ServerRefusedException {
        try {
            EnforcementChoice choice = EnforcementChoice.of(watched.enforcement(), connection.jdbc());
            LOG.logf(choice.wanting() ? Level.WARN : Level.INFO, "%s: %s", watched.cluster(), choice);
            return choice.enforcement();
        } catch (SeatsRefusedException e) {
            throw new ServerRefusedException(String.valueOf(e.getMessage()));
        }
    }

    private void reconcile(ServerConnection connection, Enforcement enforcement)
            throws SQLException, InterruptedException {
        Seats seats = Seats.over(connection.jdbc(), new SeatNames(watched.installation(), watched.cluster()));
        SeatKeeper keeper =
                new SeatKeeper(seats, enforcement, watched.enforcement().owners());
        try (Settlement settlement = new Settlement(names, watched.databases(), Settlement.PATIENCE, wakeUp::release)) {
            Reconciler reconciler =
                    new Reconciler(connection, classifier, new Keeping(enforcement, keeper), settlement, reporting);
            while (!ownership.isLost()) {
                wakeUp.drainPermits();
                long started = System.nanoTime();
                Duration pause = reconciler.look(ownership.view());
                backoff.reset();
                if (wakeUp.tryAcquire(pause.toNanos(), TimeUnit.NANOSECONDS)) {
                    Duration since = Duration.ofNanos(System.nanoTime() - started);
                    Thread.sleep(Reconciler.SHORTEST.minus(since)); // a negative one does not wait
                }
            }
        }
    }

    private void connected(AgentRights rights) {
        LOG.infof(
                "%s: the agent %s PostgreSQL %s as %s",
                watched.cluster(), outage == null ? "watches" : "sees again", rights.serverVersion(), rights.user());
        rights.gaps(watched.classes())
                .forEach(gap ->
                        LOG.warnf("%s: the agent's role %s lacks a right: %s", watched.cluster(), rights.user(), gap));
        outage = null;
    }

    /** Reports every failure, but logs it only when it is new. */
    private void cannotSee(Outage ended) throws InterruptedException {
        ServerProblem problem = ended.problem();
        if (outage == null || !problem.isLike(outage)) {
            LOG.warnf(
                    "%s: PostgreSQL cannot be seen and nothing is granted until it can: %s",
                    watched.cluster(), problem);
        }
        outage = problem;
        Unreachable word = new Unreachable(watched.cluster(), problem.toString());
        if (ended.whileWatching()) {
            ownership.awaitSign(delivery -> reporting.observations().accept(word, delivery));
        } else {
            reporting.observations().accept(word, Delivery.IGNORED);
        }
        ownership.pause(backoff.next(problem.mayPass()));
    }

    /**
     * A token began to drain, so there may be something to end; or one is gone, so there may be something that should not be there; or
     * one was granted that needs a seat.
     */
    private static boolean matters(LedgerView before, LedgerView after) {
        return !tokens(before, DatabaseAgent::isSeated).containsAll(tokens(after, DatabaseAgent::isSeated))
                || !tokens(before, Token.Draining.class::isInstance)
                        .containsAll(tokens(after, Token.Draining.class::isInstance))
                || !tokens(after, any -> true).containsAll(tokens(before, any -> true));
    }

    private static boolean isSeated(Token token) {
        return token.terms().enforcement() == Enforcement.ROLE;
    }

    private static Set<String> tokens(LedgerView view, Predicate<Token> which) {
        return view.tokens().stream()
                .filter(which)
                .map(token -> token.terms().id())
                .collect(Collectors.toSet());
    }
}
