package dev.seedgate.admission.app;

import dev.seedgate.admission.config.AdmissionSettings;
import dev.seedgate.admission.config.SeedgateConfig;
import dev.seedgate.admission.ledger.LedgerListener;
import dev.seedgate.admission.loop.LedgerLoop;
import dev.seedgate.admission.loop.LoopSettings;
import dev.seedgate.admission.readmodel.ReadModel;
import dev.seedgate.admission.topics.TopicPlan;
import dev.seedgate.admission.topics.TopicSetup;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;
import org.jspecify.annotations.Nullable;

/**
 * Starts the service: first the topics, without which nothing makes sense, then the ledger loop, which owns nothing before the read model
 * has caught up: only then may the agent look, without which nothing is granted.
 */
@Liveness
@ApplicationScoped
public class AdmissionService implements HealthCheck {
    /** Before everything that reads or writes a topic at start. */
    public static final int TOPICS_FIRST = 10;

    private static final int LOOP = 100;

    private final AdmissionSettings settings;
    private final SeedgateConfig config;
    private final KafkaClients kafka;
    private final Instance<ReadModel> readModel;
    private final LedgerListeners listeners;
    private @Nullable LedgerLoop loop;

    AdmissionService(
            SeedgateConfig config,
            AdmissionSettings settings,
            KafkaClients kafka,
            Instance<ReadModel> readModel,
            @Any Instance<LedgerListener> listeners) {
        this.config = config;
        this.settings = settings;
        this.kafka = kafka;
        this.readModel = readModel;
        this.listeners = new LedgerListeners(listeners.stream().toList());
    }

    void ensureTopics(@Observes @Priority(TOPICS_FIRST) StartupEvent start) {
        TopicPlan plan = new TopicPlan(
                settings.topics(), config.partitions(), config.grantPartitions(), config.replicationFactor());
        new TopicSetup(kafka.common(), plan).ensure();
    }

    void startLoop(@Observes @Priority(LOOP) StartupEvent start) {
        LoopSettings loopSettings = new LoopSettings(
                kafka.common(),
                new LoopSettings.Group(settings.topics().prefix() + config.group(), config.groupSessionTimeout()),
                settings.topics(),
                config.partitions(),
                settings.policy(),
                settings.clusters(),
                LoopSettings.Time.SYSTEM,
                partition -> {});
        loop = LedgerLoop.start(loopSettings, listeners, readModel.get()::isReady);
    }

    void stop(@Observes ShutdownEvent stop) {
        if (loop != null) {
            loop.close();
        }
    }

    /**
     * Ready once the broker has taken us into the group: then we own partitions, or stand by to own them. Before, nothing that is posted
     * here would be decided unless another replica is.
     */
    @Produces
    @Readiness
    @ApplicationScoped
    HealthCheck membership() {
        return () -> HealthCheckResponse.named("ledger-membership")
                .status(loop != null && loop.isAlive() && loop.isMember())
                .build();
    }

    /** Live while the loop's thread is; whether the broker can be reached is no reason to restart us. */
    @Override
    public HealthCheckResponse call() {
        boolean alive = loop != null && loop.isAlive();
        return HealthCheckResponse.named("ledger-loop")
                .status(alive)
                .withData("member", loop != null && loop.isMember())
                .withData("ownedPartitions", loop == null ? "" : loop.owned().toString())
                .build();
    }
}
