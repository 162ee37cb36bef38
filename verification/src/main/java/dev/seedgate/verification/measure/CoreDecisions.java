package dev.seedgate.verification.measure;

import dev.seedgate.core.Policy;
import dev.seedgate.core.Reservations;
import dev.seedgate.core.command.Command;
import dev.seedgate.core.decide.Decider;
import dev.seedgate.core.decide.Decision;
import dev.seedgate.core.ledger.Ledger;
import dev.seedgate.protocol.BidMessage;
import dev.seedgate.protocol.ClusterObservation;
import dev.seedgate.protocol.Enforcement;
import dev.seedgate.protocol.Reply;
import dev.seedgate.protocol.SeedOutcome;
import dev.seedgate.protocol.SeedRequest;
import dev.seedgate.protocol.TokenRelease;
import dev.seedgate.protocol.WorkerId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;

/**
 * The core alone, on one thread, without Kafka and without JSON: the budget is charged to the last slot, bids and requests wait,
 * and every cycle is a request, a bid, a release, the admission that it makes room for, and the grant's first renewal.
 */
final class CoreDecisions {
    private static final int COMMANDS_PER_CYCLE = 5;
    private static final int BUDGET = 100;
    private static final int BIDS = 256;
    private static final Duration WARM_UP = Duration.ofSeconds(3);
    private static final Duration STEP = Duration.ofNanos(10_000);
    private static final int CYCLES_PER_LOOK = 1_000;
    private static final String CLUSTER = Bench.CLUSTER;

    private final Ledger ledger;
    private final Queue<Reply.Grant> held = new ArrayDeque<>();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private long names;

    private CoreDecisions() {
        this.ledger = new Ledger(CLUSTER, Policy.DEFAULT, new Reservations(List.of(), 0), now);
    }

    /**
     * Measures one core.
     *
     * @param queued how many requests wait all the time
     */
    static Figure measure(int queued, Duration span) {
        CoreDecisions core = new CoreDecisions();
        core.fill(queued);
        core.cycle(WARM_UP);
        double cycles = core.cycle(span);
        core.requireUnchanged(queued);
        String result = String.format(
                Locale.ROOT, "%,.0f decisions a second (%,.0f grants)", cycles * COMMANDS_PER_CYCLE, cycles);
        return Figure.of(
                String.format(Locale.ROOT, "core, %d bids and %,d requests waiting", BIDS, queued), result, true);
    }

    private void fill(int queued) {
        observe();
        for (int i = 0; i < queued + BUDGET; i++) {
            submit();
        }
        for (int i = 0; i < BIDS + BUDGET; i++) {
            bid();
        }
        admit();
    }

    /** Returns how many cycles a second there were. */
    private double cycle(Duration during) {
        long start = System.nanoTime();
        long cycles = 0;
        while (System.nanoTime() - start < during.toNanos()) {
            observe();
            for (int i = 0; i < CYCLES_PER_LOOK; i++) {
                cycleOnce();
            }
            cycles += CYCLES_PER_LOOK;
        }
        return cycles * 1e9 / (System.nanoTime() - start);
    }

    private void cycleOnce() {
        now = now.plus(STEP);
        submit();
        bid();
        release(held.remove());
        admit();
        ledger.takeChanges();
    }

    private void observe() {
        ClusterObservation seen = new ClusterObservation.Seen(
                CLUSTER,
                ledger.state().revision(),
                new ClusterObservation.Look("agent", ledger.state().revision()),
                new ClusterObservation.ServerSettings(BUDGET, 0, 0, null),
                Enforcement.TAG,
                List.of(),
                0,
                List.of(),
                List.of(),
                List.of(),
                List.of());
        decide(new Command.Observe(seen, now));
    }

    private void submit() {
        decide(new Command.Submit(new SeedRequest(
                "request-" + names++,
                CLUSTER,
                Bench.DATABASE,
                "meyer",
                1,
                SeedRequest.DEFAULT_PRIORITY,
                SeedRequest.DEFAULT_ATTEMPTS,
                Duration.ofMinutes(30),
                Map.of(),
                null,
                now)));
    }

    private void bid() {
        long number = names++;
        WorkerId worker = new WorkerId("worker-" + number % 32, "only-life");
        decide(new Command.OpenBid(
                new BidMessage.Acquire(CLUSTER, "bid-" + number, worker, 0, BUDGET, Duration.ofHours(1), null)));
    }

    private void release(Reply.Grant grant) {
        decide(new Command.Release(
                new TokenRelease(CLUSTER, grant.token(), grant.worker(), true, new SeedOutcome.Succeeded(1, false))));
    }

    private void admit() {
        for (Decision.AddressedReply reply : decide(new Command.Admit()).replies()) {
            if (reply.reply() instanceof Reply.Grant grant) {
                decide(new Command.Renew(grant.token(), grant.worker(), now));
                held.add(grant);
            }
        }
    }

    private Decision decide(Command command) {
        Decision decision = Decider.decide(command, ledger, now);
        decision.events().forEach(event -> ledger.apply(event, now));
        return decision;
    }

    private void requireUnchanged(int queued) {
        if (held.size() != BUDGET || ledger.bids().size() != BIDS) {
            throw new IllegalStateException("%d requests: the cycle lost its balance: %d tokens held, %d bids wait"
                    .formatted(queued, held.size(), ledger.bids().size()));
        }
    }
}
