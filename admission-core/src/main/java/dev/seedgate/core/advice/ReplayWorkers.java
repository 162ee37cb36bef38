package dev.seedgate.core.advice;

import dev.seedgate.core.command.Command;
import dev.seedgate.core.ledger.Bid;
import dev.seedgate.protocol.BidMessage;
import dev.seedgate.protocol.SeedRequest;
import dev.seedgate.protocol.WorkerId;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Workers as they came and went. Each takes anything: which labels they had is not recorded. */
final class ReplayWorkers {
    private static final String LIFE = "replayed";
    private static final Duration STAYS = Duration.ofDays(36_500);

    private final ReplayLedger ledger;
    private final List<String> labels;
    private final Map<String, Integer> slots = new HashMap<>();
    private final Map<String, Integer> running = new HashMap<>();
    private long bids;

    ReplayWorkers(ReplayLedger ledger, List<String> labels) {
        this.ledger = ledger;
        this.labels = List.copyOf(labels);
    }

    /** From now on it has so many slots; what it runs it finishes. */
    void has(String worker, int count) {
        slots.put(worker, count);
        int tooMany = waiting(worker) + running.getOrDefault(worker, 0) - count;
        ledger.ledger().bidsOf(worker).stream()
                .limit(Math.max(0, tooMany))
                .map(Bid::id)
                .toList()
                .forEach(bid -> ledger.decide(new Command.WithdrawBid(
                        new BidMessage.Withdraw(ledger.ledger().cluster(), bid, id(worker)))));
        bidAgain(worker);
    }

    void granted(WorkerId worker) {
        running.merge(worker.name(), 1, Integer::sum);
    }

    void freed(WorkerId worker) {
        running.merge(worker.name(), -1, Integer::sum);
        bidAgain(worker.name());
    }

    private void bidAgain(String worker) {
        int free = slots.getOrDefault(worker, 0) - running.getOrDefault(worker, 0);
        for (int open = waiting(worker); open < free; open++) {
            ledger.decide(new Command.OpenBid(new BidMessage.Acquire(
                    ledger.ledger().cluster(),
                    "bid-" + ++bids,
                    id(worker),
                    0,
                    SeedRequest.MAX_CONNECTIONS,
                    labels,
                    STAYS,
                    null)));
        }
    }

    private int waiting(String worker) {
        return ledger.ledger().bidsOf(worker).size();
    }

    private static WorkerId id(String worker) {
        return new WorkerId(worker, LIFE);
    }
}
