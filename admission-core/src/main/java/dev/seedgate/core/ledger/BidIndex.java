package dev.seedgate.core.ledger;

import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/** All bids: in the order of arrival and by their workers; those that take any request also by what they take. */
final class BidIndex {
    private static final Comparator<Bid> BY_ARRIVAL =
            Comparator.comparingLong(Bid::arrival).thenComparing(Bid::id);

    /** The plainest worker first: one that has labels is kept for those who need them, as long as another waits. */
    private static final Comparator<Bid> PLAINEST_FIRST =
            Comparator.comparingInt((Bid bid) -> bid.labels().size()).thenComparing(BY_ARRIVAL);

    private final Lines<Offer, Bid> waiting = new Lines<>(Offer::of, PLAINEST_FIRST);
    private final NavigableSet<Bid> all = new TreeSet<>(BY_ARRIVAL);
    private final Map<String, NavigableSet<Bid>> byWorker = new HashMap<>();

    void add(Bid bid) {
        if (!bid.isOfHolder()) {
            waiting.add(bid);
        }
        all.add(bid);
        byWorker.computeIfAbsent(bid.worker().name(), name -> new TreeSet<>(BY_ARRIVAL))
                .add(bid);
    }

    void remove(Bid bid) {
        waiting.remove(bid);
        all.remove(bid);
        byWorker.computeIfPresent(bid.worker().name(), (name, bids) -> {
            bids.remove(bid);
            return bids.isEmpty() ? null : bids;
        });
    }

    Lines<Offer, Bid> waiting() {
        return waiting;
    }

    Collection<Bid> all() {
        return Collections.unmodifiableCollection(all);
    }

    Collection<Bid> of(String worker) {
        NavigableSet<Bid> bids = byWorker.get(worker);
        return bids == null ? List.of() : Collections.unmodifiableCollection(bids);
    }
}
