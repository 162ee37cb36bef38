package dev.seedgate.admission.agent;

import dev.seedgate.protocol.ClusterObservation.EndedSession.Cause;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;

/** What one agent tells the dashboards. The age is only there while this replica watches the cluster. */
final class AgentMetrics implements AutoCloseable {
    private final MeterRegistry registry;
    private final String cluster;
    private final Timer looks;
    private final Gauge age;
    private volatile long lastSeen = System.nanoTime();

    AgentMetrics(MeterRegistry registry, String cluster) {
        this.registry = registry;
        this.cluster = cluster;
        this.looks = Timer.builder("seedgate.agent.look")
                .description("How long one look at PostgreSQL takes")
                .tag("cluster", cluster)
                .register(registry);
        this.age = Gauge.builder("seedgate.agent.observation.age", this, AgentMetrics::ageInSeconds)
                .description("How long ago PostgreSQL was last seen")
                .baseUnit("seconds")
                .tag("cluster", cluster)
                .strongReference(true)
                .register(registry);
    }

    void looked(Duration took) {
        lastSeen = System.nanoTime();
        looks.record(took);
    }

    void terminated(Cause cause) {
        Counter.builder("seedgate.agent.terminations")
                .description("Sessions that the agent ended")
                .tag("cluster", cluster)
                .tag("cause", cause.name().toLowerCase(Locale.ROOT))
                .register(registry)
                .increment();
    }

    private double ageInSeconds() {
        return (System.nanoTime() - lastSeen) / 1e9;
    }

    @Override
    public void close() {
        registry.remove(age);
    }
}
