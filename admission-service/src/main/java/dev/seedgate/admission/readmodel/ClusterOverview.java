package dev.seedgate.admission.readmodel;

import dev.seedgate.core.ledger.Worker;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A cluster at a glance: all that is charged, the head of the queue, and who works, at one moment.
 *
 * @param holdings all charged tokens, the oldest grant first
 * @param waiting how many requests wait, whatever for
 * @param next those of them that are expected to start first, in that order, and then others that wait; bounded
 * @param workers by name
 */
public record ClusterOverview(
        ClusterReport report, List<Holding> holdings, int waiting, List<Next> next, List<WorkerLoad> workers) {
    public ClusterOverview {
        holdings = List.copyOf(holdings);
        next = List.copyOf(next);
        workers = List.copyOf(workers);
    }

    /**
     * A charged token and what is done under it.
     *
     * @param entry the seed's; null where it is no seed's, or the seed is no longer known
     * @param expectedEnd of its run; null where nobody can tell
     */
    public record Holding(
            TokenSnapshot token,
            @Nullable SeedEntry entry,
            @Nullable Instant expectedEnd) {}

    /**
     * One that waits.
     *
     * @param expectedEnd of its run, if it starts and takes what is expected; null where nobody can tell when it starts
     */
    public record Next(
            SeedEntry entry,
            @Nullable Waiting waiting,
            @Nullable Instant expectedEnd) {}

    /**
     * A worker.
     *
     * @param tokens how many it holds
     * @param bids how many of its slots wait for work
     */
    public record WorkerLoad(Worker worker, int tokens, int bids) {}
}
