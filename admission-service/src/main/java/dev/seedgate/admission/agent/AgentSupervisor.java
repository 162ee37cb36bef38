package dev.seedgate.admission.agent;

import dev.seedgate.admission.agent.DatabaseAgent.Watched;
import dev.seedgate.admission.config.ConsumerClasses;
import dev.seedgate.admission.config.SeedgateConfig;
import dev.seedgate.admission.ledger.LedgerListener;
import dev.seedgate.admission.ledger.LedgerView;
import dev.seedgate.protocol.ClusterObservation;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** Keeps one {@link DatabaseAgent} for every cluster that this replica owns, and none for any other. */
@ApplicationScoped
public class AgentSupervisor implements LedgerListener {
    private static final Logger LOG = Logger.getLogger(AgentSupervisor.class);
    private static final Duration SHUTDOWN = Duration.ofSeconds(2);

    private final Map<String, Watched> configured = new TreeMap<>();
    private final Map<String, DatabaseAgent> agents = new ConcurrentHashMap<>();
    private final Consumer<ClusterObservation> observations;
    private final MeterRegistry metrics;

    @Inject
    AgentSupervisor(SeedgateConfig config, ObservationPublisher publisher, MeterRegistry metrics) {
        this(config, (Consumer<ClusterObservation>) publisher::publish, metrics);
    }

    /**
     * With another way for the observations.
     *
     * @throws IllegalArgumentException when a cluster's agent or classes cannot be as configured; the message names the property
     */
    AgentSupervisor(SeedgateConfig config, Consumer<ClusterObservation> observations, MeterRegistry metrics) {
        this.observations = observations;
        this.metrics = metrics;
        config.clusters()
                .forEach((cluster, each) -> configured.put(
                        cluster,
                        new Watched(
                                config.installation(),
                                cluster,
                                checked(cluster, each.agent()),
                                ConsumerClasses.of(cluster, each))));
    }

    private static SeedgateConfig.Agent checked(String cluster, SeedgateConfig.Agent agent) {
        if (!agent.url().startsWith("jdbc:postgresql:")) {
            throw new IllegalArgumentException("seedgate.clusters." + cluster
                    + ".agent.url must be a JDBC URL such as jdbc:postgresql://host:5432/database, got: '" + agent.url()
                    + "'");
        }
        return agent;
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
        DatabaseAgent agent = new DatabaseAgent(watched, view, observations, new AgentMetrics(metrics, view.cluster()));
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
