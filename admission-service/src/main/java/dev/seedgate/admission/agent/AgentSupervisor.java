package dev.seedgate.admission.agent;

import dev.seedgate.admission.agent.DatabaseAgent.Watched;
import dev.seedgate.admission.agent.Reconciler.Reporting;
import dev.seedgate.admission.config.ConsumerClasses;
import dev.seedgate.admission.config.EnforcementSettings;
import dev.seedgate.admission.config.SeedgateConfig;
import dev.seedgate.admission.config.ServerLogin;
import dev.seedgate.admission.ledger.LedgerListener;
import dev.seedgate.admission.ledger.LedgerView;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** Keeps one {@link DatabaseAgent} for every cluster that this replica owns, and none for any other. */
@ApplicationScoped
public class AgentSupervisor implements LedgerListener {
    private static final Logger LOG = Logger.getLogger(AgentSupervisor.class);
    private static final Duration SHUTDOWN = Duration.ofSeconds(2);

    private final Map<String, Watched> configured = new TreeMap<>();
    private final Map<String, DatabaseAgent> agents = new ConcurrentHashMap<>();
    private final ObservationSink observations;
    private final KnownServers servers;
    private final MeterRegistry metrics;

    @Inject
    AgentSupervisor(
            SeedgateConfig config, ObservationPublisher publisher, KnownServers servers, MeterRegistry metrics) {
        this(config, (ObservationSink) publisher, servers, metrics);
    }

    /**
     * With another way for the observations.
     *
     * @throws IllegalArgumentException when a cluster's agent, databases or classes cannot be as configured; the message names the
     *     property
     */
    AgentSupervisor(SeedgateConfig config, ObservationSink observations, KnownServers servers, MeterRegistry metrics) {
        this.observations = observations;
        this.servers = servers;
        this.metrics = metrics;
        config.clusters().forEach((cluster, each) -> {
            Watched watched = new Watched(
                    config.installation(),
                    cluster,
                    ServerLogin.ofAgent(cluster, each),
                    ServerLogin.ofDatabases(cluster, each),
                    ConsumerClasses.of(cluster, each),
                    EnforcementSettings.of(cluster, each));
            warnOfSilentDatabases(watched, each.databases().keySet());
            configured.put(cluster, watched);
        });
    }

    private static void warnOfSilentDatabases(Watched watched, Set<String> databases) {
        databases.stream()
                .filter(database -> !watched.databases().containsKey(database))
                .forEach(database -> LOG.warnf(
                        "The database %s of cluster %s cannot be asked how a run ended whose worker vanished, so it is run again and a"
                                + " late commit is not prevented; set seedgate.clusters.%s.databases.%s.url, .username and .password",
                        database, watched.cluster(), watched.cluster(), database));
    }

    @Override
    public void owned(LedgerView view) {
        Watched watched = configured.get(view.cluster());
        if (watched == null) {
            LOG.errorf(
                    "Cluster %s has a ledger but no configuration: nobody looks after its sessions; restore seedgate.clusters.%s",
                    view.cluster(), view.cluster());
            return;
        }
        lost(view.cluster());
        Reporting reporting =
                new Reporting(observations, new EndedSessions(), new AgentMetrics(metrics, view.cluster()));
        DatabaseAgent agent = new DatabaseAgent(watched, view, servers, reporting);
        agents.put(view.cluster(), agent);
        agent.start();
    }

    @Override
    public void changed(LedgerView view) {
        DatabaseAgent agent = agents.get(view.cluster());
        if (agent != null) {
            agent.changed(view);
        }
    }

    @Override
    public void lost(String cluster) {
        DatabaseAgent agent = agents.remove(cluster);
        if (agent != null) {
            agent.stop();
        }
    }

    @PreDestroy
    void stop() {
        List<DatabaseAgent> stopping = List.copyOf(agents.values());
        agents.keySet().forEach(this::lost);
        for (DatabaseAgent agent : stopping) {
            agent.awaitStopped(SHUTDOWN);
        }
    }
}
