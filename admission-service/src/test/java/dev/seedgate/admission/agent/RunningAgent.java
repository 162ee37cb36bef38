package dev.seedgate.admission.agent;

import dev.seedgate.admission.ledger.LedgerView;
import dev.seedgate.protocol.ClusterObservation;
import dev.seedgate.protocol.ClusterObservation.Seen;
import dev.seedgate.protocol.ClusterObservation.Unreachable;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/** An agent of the installation {@value #INSTALLATION} on the cluster {@code main}, and everything that it reported. */
final class RunningAgent implements AutoCloseable {
    static final String INSTALLATION = "test";

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    final List<ClusterObservation> reports = new CopyOnWriteArrayList<>();
    private final AgentSupervisor supervisor;

    private RunningAgent(Map<String, String> properties, LedgerView view) {
        supervisor = new AgentSupervisor(Configs.config(properties), reports::add, metrics);
        supervisor.owned(view);
    }

    static RunningAgent on(String url, String user, LedgerView view) {
        return with(url, user, WatchedServer.PASSWORD, view);
    }

    static RunningAgent with(String url, String user, String password, LedgerView view) {
        Map<String, String> properties = new HashMap<>();
        properties.put("seedgate.installation", INSTALLATION);
        properties.put("seedgate.clusters.main.agent.url", url);
        properties.put("seedgate.clusters.main.agent.username", user);
        properties.put("seedgate.clusters.main.agent.password", password);
        return new RunningAgent(properties, view);
    }

    void changed(LedgerView view) {
        supervisor.changed(view);
    }

    void owned(LedgerView view) {
        supervisor.owned(view);
    }

    void lost() {
        supervisor.lost(Views.CLUSTER);
    }

    /** The first report from now on that is as wanted. */
    Seen awaitSeen(Predicate<Seen> wanted) {
        return first(Seen.class, wanted);
    }

    Unreachable awaitUnreachable() {
        return first(Unreachable.class, any -> true);
    }

    ClusterObservation latest() {
        return reports.getLast();
    }

    /** Waits for so many further looks. */
    void awaitLooks(int looks) {
        int before = reports.size();
        Awaitility.await().atMost(PATIENCE).until(() -> reports.size() >= before + looks);
    }

    /** The counter's value, 0 where there is none. */
    double terminations(String cause) {
        return metrics.find("seedgate.agent.terminations").tag("cause", cause).counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    private <T extends ClusterObservation> T first(Class<T> type, Predicate<T> wanted) {
        int from = reports.size();
        List<T> found = new CopyOnWriteArrayList<>();
        Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(5)).until(() -> {
            reports.subList(Math.min(from, reports.size()), reports.size()).stream()
                    .filter(type::isInstance)
                    .map(type::cast)
                    .filter(wanted)
                    .findFirst()
                    .ifPresent(found::add);
            return !found.isEmpty();
        });
        return found.getFirst();
    }

    @Override
    public void close() {
        supervisor.stop();
    }
}
