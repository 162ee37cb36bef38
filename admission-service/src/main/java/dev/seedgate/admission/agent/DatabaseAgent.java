package dev.seedgate.admission.agent;

import dev.seedgate.admission.config.ConsumerClasses;
import dev.seedgate.admission.config.SeedgateConfig;
import dev.seedgate.admission.ledger.LedgerView;
import dev.seedgate.core.ledger.Token;
import dev.seedgate.protocol.ClusterObservation;
import dev.seedgate.protocol.ClusterObservation.Unreachable;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Watches one cluster on a virtual thread of its own, from {@link #start} to {@link #stop}: keeps the permanent connection, looks
 * every second and at once when the ledger changed in a way that matters, and says so when nothing can be seen. Whatever goes
 * wrong, it tries again; without it no slot of a vanished worker would ever come back.
 */
final class DatabaseAgent {
    private static final Logger LOG = Logger.getLogger(DatabaseAgent.class);
    private static final Duration FIRST_BACKOFF = Duration.ofMillis(250);
    private static final Duration MAX_BACKOFF = Duration.ofSeconds(2);

    private final String cluster;
    private final SeedgateConfig.Agent config;
    private final String applicationName;
    private final SessionClassifier classifier;
    private final Consumer<ClusterObservation> observations;
    private final AgentMetrics metrics;

    private final AtomicReference<LedgerView> newest;
    private final Semaphore wakeUp = new Semaphore(0);
    private final Thread thread;
    private final CountDownLatch stopped = new CountDownLatch(1);
    /** Why the server cannot be seen; null while it can, and before the first attempt. */
    private @Nullable ServerProblem outage;

    private Duration backoff = FIRST_BACKOFF;

    DatabaseAgent(Watched watched, LedgerView view, Consumer<ClusterObservation> observations, AgentMetrics metrics) {
        this.cluster = watched.cluster();
        this.config = watched.config();
        this.applicationName = SessionClassifier.agentName(watched.installation());
        this.classifier = new SessionClassifier(watched.installation(), cluster, watched.classes());
        this.observations = observations;
        this.metrics = metrics;
        this.newest = new AtomicReference<>(view);
        this.thread = Thread.ofVirtual().name("agent-" + cluster).unstarted(this::watch);
    }

    /** What an agent watches, and as whom. */
    record Watched(String installation, String cluster, SeedgateConfig.Agent config, ConsumerClasses classes) {}

    void start() {
        thread.start();
    }

    /** The ledger changed. Returns at once. */
    void changed(LedgerView view) {
        LedgerView before = newest.getAndSet(view);
        if (matters(before, view)) {
            wakeUp.release();
        }
    }

    /** Ends the watching; the connection is closed a moment later. Returns at once. */
    void stop() {
        stopped.countDown();
        metrics.close();
        wakeUp.release();
    }

    /** Waits until the connection is closed, but not for long. */
    void awaitStopped(Duration atMost) {
        try {
            if (!thread.join(atMost)) {
                LOG.warnf(
                        "%s: the agent's connection was not closed within %s; its end is left to the server",
                        cluster, atMost);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void watch() {
        try {
            while (!isStopped()) {
                ServerProblem problem = connectAndReconcile();
                if (problem != null && !isStopped()) {
                    cannotSee(problem);
                }
            }
        } catch (InterruptedException e) {
            LOG.debugf(e, "%s: the agent was interrupted", cluster);
        }
    }

    /** Returns when nothing can be seen any more, or without a problem when the agent is stopped. */
    private @Nullable ServerProblem connectAndReconcile() throws InterruptedException {
        try (ServerConnection connection = ServerConnection.open(config, applicationName)) {
            connected(connection);
            reconcile(connection);
            return null;
        } catch (SQLException e) {
            return ServerProblem.of(e, cluster);
        } catch (RuntimeException e) {
            LOG.errorf(e, "%s: the agent failed; it starts afresh", cluster);
            return ServerProblem.of(e);
        }
    }

    private void reconcile(ServerConnection connection) throws SQLException, InterruptedException {
        Reconciler reconciler = new Reconciler(connection, classifier, observations, metrics);
        while (!isStopped()) {
            wakeUp.drainPermits();
            long started = System.nanoTime();
            Duration pause = reconciler.look(newest.get());
            backoff = FIRST_BACKOFF;
            if (wakeUp.tryAcquire(pause.toNanos(), TimeUnit.NANOSECONDS)) {
                Duration since = Duration.ofNanos(System.nanoTime() - started);
                Thread.sleep(Reconciler.SHORTEST.minus(since)); // a negative one does not wait
            }
        }
    }

    private void connected(ServerConnection connection) throws SQLException {
        AgentRights rights = connection.rights();
        LOG.infof(
                "%s: the agent %s PostgreSQL %s as %s",
                cluster, outage == null ? "watches" : "sees again", rights.serverVersion(), rights.user());
        rights.gaps()
                .forEach(gap -> LOG.warnf("%s: the agent's role %s lacks a right: %s", cluster, rights.user(), gap));
        outage = null;
    }

    /** Reports every failure, but logs it only when it is new. */
    private void cannotSee(ServerProblem problem) throws InterruptedException {
        if (outage == null || !outage.code().equals(problem.code())) {
            LOG.warnf("%s: PostgreSQL cannot be seen and nothing is granted until it can: %s", cluster, problem);
        }
        outage = problem;
        observations.accept(new Unreachable(cluster, problem.toString()));
        stopped.await(backoff.toNanos(), TimeUnit.NANOSECONDS);
        backoff = backoff.multipliedBy(2).compareTo(MAX_BACKOFF) < 0 ? backoff.multipliedBy(2) : MAX_BACKOFF;
    }

    private boolean isStopped() {
        return stopped.getCount() == 0;
    }

    /** A token began to drain, so there may be something to end; or one is gone, so there may be something that should not be there. */
    private static boolean matters(LedgerView before, LedgerView after) {
        return !tokens(before, Token.Draining.class::isInstance)
                        .containsAll(tokens(after, Token.Draining.class::isInstance))
                || !tokens(after, any -> true).containsAll(tokens(before, any -> true));
    }

    private static Set<String> tokens(LedgerView view, Predicate<Token> which) {
        return view.tokens().stream()
                .filter(which)
                .map(token -> token.terms().id())
                .collect(Collectors.toSet());
    }
}
