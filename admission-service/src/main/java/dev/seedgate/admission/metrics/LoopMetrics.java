package dev.seedgate.admission.metrics;

import dev.seedgate.admission.ledger.LedgerListener;
import dev.seedgate.admission.ledger.LedgerTurn;
import dev.seedgate.protocol.TokenEvent;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** How the loop keeps up, and how often what the journal tells has happened. Counted where it was committed, by whoever owned the ledger. */
@Singleton
public final class LoopMetrics implements LedgerListener {
    private static final Duration[] DELAYS = {
        Duration.ofMillis(10),
        Duration.ofMillis(50),
        Duration.ofMillis(250),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(30)
    };

    private final MeterRegistry registry;
    private final Timer turns;
    private final Timer delays;
    private final DistributionSummary records;
    private final Counter drops;
    /** By cluster and event; only the loop's thread looks. */
    private final Map<String, Map<String, Counter>> told = new HashMap<>();

    LoopMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.turns = Timer.builder("seedgate.loop.turn")
                .description("Decisions and the transaction that commits them")
                .register(registry);
        this.delays = Timer.builder("seedgate.loop.delay")
                .description(
                        "From when the broker got a record to the commit of what follows from it; of each turn's oldest")
                .serviceLevelObjectives(DELAYS)
                .register(registry);
        this.records = DistributionSummary.builder("seedgate.loop.records")
                .description("Records that were decided in one turn")
                .register(registry);
        this.drops = Counter.builder("seedgate.loop.drops")
                .description("Failures after which the ledgers were dropped and taken over anew")
                .register(registry);
    }

    @Override
    public void turned(LedgerTurn turn) {
        turns.record(turn.took());
        if (turn.records() > 0) {
            records.record(turn.records());
            delays.record(turn.delay());
        }
        turn.journal().forEach(this::count);
    }

    /** Tens of thousands a second, so what the registry would look up by its tags each time is kept. */
    private void count(TokenEvent line) {
        told.computeIfAbsent(line.cluster(), cluster -> new HashMap<>())
                .computeIfAbsent(
                        line.event(),
                        event -> registry.counter("seedgate.events", "cluster", line.cluster(), "event", event))
                .increment();
    }

    @Override
    public void dropped() {
        drops.increment();
    }
}
