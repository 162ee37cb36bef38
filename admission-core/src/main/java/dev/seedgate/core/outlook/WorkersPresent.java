package dev.seedgate.core.outlook;

import dev.seedgate.core.ledger.Bid;
import dev.seedgate.core.ledger.Ledger;
import dev.seedgate.core.ledger.Token;
import dev.seedgate.core.ledger.TokenTerms;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * The workers that are there, as far as they wait for something or run it. A slot does one or the other, so together they say how many
 * slots a worker has; one that drains no longer waits and seems smaller.
 *
 * @param slots of each worker, by its name
 */
public record WorkersPresent(Map<String, Integer> slots) {
    public WorkersPresent {
        slots = Collections.unmodifiableMap(new TreeMap<>(slots));
    }

    /** Those of one cluster. */
    public static WorkersPresent of(Ledger ledger, WorkerKind kind) {
        Map<String, Integer> slots = new TreeMap<>();
        for (Bid bid : ledger.bids()) {
            if (!bid.isOfHolder() && kind.includes(bid.labels())) {
                slots.merge(bid.worker().name(), 1, Integer::sum);
            }
        }
        for (Token token : ledger.tokens()) {
            if (isOnWorkerOf(kind, token.terms())) {
                slots.merge(token.terms().holder().name(), 1, Integer::sum);
            }
        }
        return new WorkersPresent(slots);
    }

    static boolean isOnWorkerOf(WorkerKind kind, TokenTerms terms) {
        return !terms.isHeldByItsOwner() && kind.includes(terms.offer().labels());
    }

    /** The same workers in several clusters; they have as many slots for each of them. */
    public static WorkersPresent together(Collection<WorkersPresent> clusters) {
        Map<String, Integer> slots = new TreeMap<>();
        clusters.forEach(cluster -> cluster.slots().forEach((name, count) -> slots.merge(name, count, Math::max)));
        return new WorkersPresent(slots);
    }

    /** How many slots a worker has: those of the largest that is there. Empty where none is. */
    public OptionalInt slotsOfEach() {
        return slots.values().stream().mapToInt(Integer::intValue).max();
    }
}
