package dev.seedgate.core.ledger;

import java.util.List;

/**
 * What a worker's free slot takes.
 *
 * @param maxConnections the largest request
 * @param labels of the worker, sorted
 */
public record Offer(int maxConnections, List<String> labels) {
    public Offer {
        labels = List.copyOf(labels);
    }

    /** What that bid's slot takes. */
    public static Offer of(Bid bid) {
        return new Offer(bid.maxConnections(), bid.labels());
    }

    /** Whether a request of that shape can run there. */
    public boolean takes(Shape shape) {
        return shape.connections() <= maxConnections && labels.containsAll(shape.labels());
    }
}
