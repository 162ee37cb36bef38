package dev.seedgate.verification.measure;

import dev.seedgate.protocol.Reply;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Locale;
import java.util.Queue;

/**
 * The core alone, on one thread: the budget is charged to the last slot, bids and requests wait, and every cycle is a request, a bid, a
 * release, the admission that it makes room for, and the grant's first renewal.
 */
final class CoreDecisions {
    private static final int COMMANDS_PER_CYCLE = 5;
    private static final int BUDGET = 100;
    private static final int BIDS = 256;
    private static final Duration WARM_UP = Duration.ofSeconds(3);
    private static final Duration STEP = Duration.ofNanos(10_000);
    private static final int CYCLES_PER_LOOK = 1_000;

    private final LoneCore core = new LoneCore(BUDGET);
    private final Queue<Reply.Grant> held = new ArrayDeque<>();
    private long names;

    private CoreDecisions() {}

    /**
     * Measures one core.
     *
     * @param queued how many requests wait all the time
     */
    static Figure measure(int queued, Duration span) {
        CoreDecisions decisions = new CoreDecisions();
        decisions.fill(queued);
        decisions.cycle(WARM_UP);
        double cycles = decisions.cycle(span);
        decisions.requireUnchanged(queued);
        String result = String.format(
                Locale.ROOT, "%,.0f decisions a second (%,.0f grants)", cycles * COMMANDS_PER_CYCLE, cycles);
        return Figure.of(
                String.format(Locale.ROOT, "core, %d bids and %,d requests waiting", BIDS, queued), result, true);
    }

    private void fill(int queued) {
        core.observe();
        for (int i = 0; i < queued + BUDGET; i++) {
            submit();
        }
        for (int i = 0; i < BIDS + BUDGET; i++) {
            bid();
        }
        held.addAll(core.admit());
    }

    /** Returns how many cycles a second there were. */
    private double cycle(Duration during) {
        long start = System.nanoTime();
        long cycles = 0;
        while (System.nanoTime() - start < during.toNanos()) {
            core.observe();
            for (int i = 0; i < CYCLES_PER_LOOK; i++) {
                cycleOnce();
            }
            cycles += CYCLES_PER_LOOK;
        }
        return cycles * 1e9 / (System.nanoTime() - start);
    }

    private void cycleOnce() {
        core.passes(STEP);
        submit();
        bid();
        core.succeeded(held.remove());
        held.addAll(core.admit());
        core.ledger().takeChanges();
    }

    private void submit() {
        core.submit("request-" + names++, "meyer", 1, null);
    }

    private void bid() {
        long number = names++;
        core.bid("bid-" + number, "worker-" + number % 32);
    }

    private void requireUnchanged(int queued) {
        if (held.size() != BUDGET || core.ledger().bids().size() != BIDS) {
            throw new IllegalStateException("%d requests: the cycle lost its balance: %d tokens held, %d bids wait"
                    .formatted(queued, held.size(), core.ledger().bids().size()));
        }
    }
}
