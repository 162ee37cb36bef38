package dev.seedgate.admission.agent;

import dev.seedgate.admission.agent.ObservationSink.Delivery;
import dev.seedgate.admission.ledger.LedgerView;
import dev.seedgate.protocol.ClusterObservation;
import dev.seedgate.protocol.ClusterObservation.EndedSession;
import dev.seedgate.protocol.ClusterObservation.GoneToken;
import dev.seedgate.protocol.ClusterObservation.Seen;
import dev.seedgate.protocol.ClusterObservation.Unreachable;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;

/**
 * An agent of the installation {@value #INSTALLATION} on one cluster, and everything that it reported. Beside it stands what does a
 * broker's and a ledger's part: reports arrive, and the ledger notes that PostgreSQL cannot be seen.
 */
final class RunningAgent implements AutoCloseable {
    static final String INSTALLATION = "test";

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    final List<ClusterObservation> reports = new CopyOnWriteArrayList<>();
    private final AgentSupervisor supervisor;
    private final AtomicReference<LedgerView> newest;
    private volatile boolean brokerTakes = true;
    private volatile Watcher watcher = report -> {};
    private volatile boolean ledgerIsOurs = true;

    private RunningAgent(Map<String, String> properties, Map<String, String> servers, LedgerView view) {
        newest = new AtomicReference<>(view);
        supervisor = new AgentSupervisor(Configs.config(properties), this::report, () -> Optional.of(servers), metrics);
        supervisor.owned(view);
    }

    static RunningAgent on(String url, String user, LedgerView view) {
        return with(url, user, WatchedServer.PASSWORD, view);
    }

    static RunningAgent with(String url, String user, String password, LedgerView view) {
        return new RunningAgent(login(view.cluster(), url, user, password), new ConcurrentHashMap<>(), view);
    }

    /** As {@code watcher}, which can also ask the database {@code shop} as this user. */
    static RunningAgent asking(String url, String shop, String user, LedgerView view) {
        Map<String, String> properties = login(view.cluster(), url, "watcher", WatchedServer.PASSWORD);
        String database = "seedgate.clusters." + view.cluster() + ".databases.shop.";
        properties.put(database + "url", shop);
        properties.put(database + "username", user);
        return new RunningAgent(properties, new ConcurrentHashMap<>(), view);
    }

    /** With tokens that are login roles where this mode and this user's rights allow it. */
    static RunningAgent seating(String url, String user, String mode, String owner, LedgerView view) {
        Map<String, String> properties = login(view.cluster(), url, user, WatchedServer.PASSWORD);
        properties.put("seedgate.clusters." + view.cluster() + ".enforcement", mode);
        properties.put("seedgate.clusters." + view.cluster() + ".databases.shop.owner", owner);
        return new RunningAgent(properties, new ConcurrentHashMap<>(), view);
    }

    /** As {@code watcher}, beside other clusters whose ledgers saw these servers. */
    static RunningAgent beside(Map<String, String> servers, String url, LedgerView view) {
        return new RunningAgent(login(view.cluster(), url, "watcher", WatchedServer.PASSWORD), servers, view);
    }

    private static Map<String, String> login(String cluster, String url, String user, String password) {
        Map<String, String> properties = new HashMap<>();
        properties.put("seedgate.installation", INSTALLATION);
        properties.put("seedgate.clusters." + cluster + ".agent.url", url);
        properties.put("seedgate.clusters." + cluster + ".agent.username", user);
        properties.put("seedgate.clusters." + cluster + ".agent.password", password);
        return properties;
    }

    void changed(LedgerView view) {
        newest.set(view);
        supervisor.changed(view);
    }

    void owned(LedgerView view) {
        newest.set(view);
        supervisor.owned(view);
    }

    void lost() {
        supervisor.lost(Views.CLUSTER);
    }

    /** From now on nothing that it reports arrives, or everything does. */
    void brokerTakes(boolean takes) {
        brokerTakes = takes;
    }

    /** From now on the ledger is another replica's, and nobody tells this one. */
    void loseLedgerUnawares() {
        ledgerIsOurs = false;
    }

    /** From now on this sees every report on the agent's own thread. */
    void onReport(Watcher newWatcher) {
        watcher = newWatcher;
    }

    /** Somebody who looks at the server at the moment of a report. */
    interface Watcher {
        void see(ClusterObservation report) throws SQLException;
    }

    private void report(ClusterObservation observation, Delivery delivery) {
        try {
            watcher.see(observation);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        reports.add(observation);
        boolean arrived = brokerTakes;
        delivery.done(arrived);
        if (observation instanceof Unreachable && arrived && ledgerIsOurs) {
            supervisor.changed(newest.updateAndGet(view -> new LedgerView(
                    view.cluster(), view.revision() + 1, view.fence(), view.tokens(), view.time(), view.nanoTime())));
        }
    }

    /** The first report from now on that is as wanted. */
    Seen awaitSeen(Predicate<Seen> wanted) {
        return first(reports.size(), Seen.class, wanted);
    }

    Unreachable awaitUnreachable() {
        return first(reports.size(), Unreachable.class, any -> true);
    }

    /** What is said of a token that is gone, whenever it was said first. */
    GoneToken awaitGone(String token) {
        Seen seen = first(0, Seen.class, any -> gone(any, token).isPresent());
        return gone(seen, token).orElseThrow();
    }

    boolean saidGone(String token) {
        return reports.stream()
                .anyMatch(report ->
                        report instanceof Seen seen && gone(seen, token).isPresent());
    }

    private static Optional<GoneToken> gone(Seen seen, String token) {
        return seen.gone().stream().filter(gone -> gone.token().equals(token)).findFirst();
    }

    ClusterObservation latest() {
        return reports.getLast();
    }

    /** Waits for so many further looks. */
    void awaitLooks(int looks) {
        int before = reports.size();
        await().until(() ->
                reports.stream().skip(before).filter(Seen.class::isInstance).count() >= looks);
    }

    /** All that were reported. */
    List<EndedSession> ended() {
        return reports.stream()
                .filter(Seen.class::isInstance)
                .flatMap(report -> ((Seen) report).ended().stream())
                .toList();
    }

    /** The counter's value, 0 where there is none. */
    double terminations(String cause) {
        return metrics.find("seedgate.agent.terminations").tag("cause", cause).counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    private <T extends ClusterObservation> T first(int from, Class<T> type, Predicate<T> wanted) {
        AtomicReference<@Nullable T> found = new AtomicReference<>();
        await().until(() -> {
            reports.stream()
                    .skip(from)
                    .filter(type::isInstance)
                    .map(type::cast)
                    .filter(wanted)
                    .findFirst()
                    .ifPresent(found::set);
            return found.get() != null;
        });
        return Objects.requireNonNull(found.get());
    }

    private static ConditionFactory await() {
        return Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(5));
    }

    @Override
    public void close() {
        supervisor.stop();
    }
}
