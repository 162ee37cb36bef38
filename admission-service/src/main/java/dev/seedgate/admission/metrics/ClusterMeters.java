package dev.seedgate.admission.metrics;

import dev.seedgate.admission.readmodel.ClusterLoad;
import dev.seedgate.admission.readmodel.Waiting.Reason;
import dev.seedgate.core.ledger.LiveRequest;
import dev.seedgate.core.ledger.LiveRequest.Phase;
import dev.seedgate.protocol.BudgetFigures;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** One cluster's meters. What it has and what waits is only there while this replica owns it; what it counts stays. */
final class ClusterMeters implements AutoCloseable {
    private static final Duration[] WAITS = {
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(15),
        Duration.ofMinutes(1),
        Duration.ofMinutes(5),
        Duration.ofMinutes(15),
        Duration.ofHours(1),
        Duration.ofHours(4)
    };

    /** A second in which nobody looked, because this process stood still, is not known. */
    private static final double LONGEST = 5;

    private final MeterRegistry registry;
    private final String cluster;
    private final List<Meter> gauges = new ArrayList<>();
    private final Timer waits;
    private final Counter keptIdle;
    private final Counter lackingWorkers;
    private final ClassMeters classes;
    private volatile @Nullable ClusterLoad load;
    private long lookedAt = System.nanoTime();

    ClusterMeters(MeterRegistry registry, String cluster) {
        this.registry = registry;
        this.cluster = cluster;
        figure("budget", "Connections that seeds may have together", BudgetFigures::budget);
        figure("charged", "Connections that tokens have", BudgetFigures::charged);
        figure("free", "Budget less charged; negative while the budget is smaller", BudgetFigures::free);
        for (Reason reason : Reason.values()) {
            gauges.add(Gauge.builder(
                            "seedgate.requests.waiting", this, meters -> meters.from(now -> now.waiting(reason)))
                    .description("Requests that do not run yet, by what they wait for")
                    .tag("cluster", cluster)
                    .tag("reason", reason.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                    .strongReference(true)
                    .register(registry));
        }
        this.waits = Timer.builder("seedgate.request.wait")
                .description("From the queue, or the earliest start, to the first run")
                .tag("cluster", cluster)
                .serviceLevelObjectives(WAITS)
                .register(registry);
        this.keptIdle = idle("reservation");
        this.lackingWorkers = idle("no-worker");
        this.classes = new ClassMeters(registry, cluster);
    }

    private void figure(String name, String description, ToIntFunction<BudgetFigures> figure) {
        gauges.add(Gauge.builder("seedgate.connections." + name, this, meters -> meters.from(now -> of(now, figure)))
                .description(description)
                .tag("cluster", cluster)
                .strongReference(true)
                .register(registry));
    }

    private static double of(ClusterLoad load, ToIntFunction<BudgetFigures> figure) {
        BudgetFigures figures = load.figures();
        return figures == null ? Double.NaN : figure.applyAsInt(figures);
    }

    private double from(ToDoubleFunction<ClusterLoad> value) {
        ClusterLoad now = load;
        return now == null ? Double.NaN : value.applyAsDouble(now);
    }

    private Counter idle(String cause) {
        return Counter.builder("seedgate.connections.idle")
                .description("Free connections that somebody who waits would fit into, times the time they stood idle")
                .baseUnit("seconds")
                .tag("cluster", cluster)
                .tag("cause", cause)
                .register(registry);
    }

    /** Called by one thread. */
    void looked(ClusterLoad now) {
        long nanos = System.nanoTime();
        double seconds = Math.min(LONGEST, (nanos - lookedAt) / 1e9);
        lookedAt = nanos;
        load = now;
        if (now.server() != null) {
            classes.seen(now.server());
        }
        (now.waiting(Reason.RESERVATION) > 0 ? keptIdle : lackingWorkers).increment(now.usable() * seconds);
    }

    /** A request that runs again waited for other reasons. */
    void started(LiveRequest live) {
        if (live.isFirstRun() && live.phase() instanceof Phase.Running running) {
            waits.record(Duration.between(live.waitsSince(), running.startedAt()));
        }
    }

    @Override
    public void close() {
        gauges.forEach(registry::remove);
        classes.close();
    }
}
