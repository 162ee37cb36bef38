package dev.seedgate.worker.acquire;

import dev.seedgate.protocol.BidMessage.Acquire;
import dev.seedgate.protocol.BidMessage.Withdraw;
import dev.seedgate.worker.broker.GrantsChannel;
import dev.seedgate.worker.broker.Outbox;
import dev.seedgate.worker.config.WorkerSettings;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Waits for tokens. A bid stands in the ledger for a while and is sent again as long as the slot waits, so a worker that dies
 * leaves no bid behind for long.
 */
@Singleton
public final class Bidding {
    private static final Duration TIME_TO_LIVE = Duration.ofSeconds(30);
    private static final Duration RENEWAL = Duration.ofSeconds(10);

    private final WorkerSettings settings;
    private final GrantsChannel grants;
    private final Outbox outbox;
    private final PendingBids pending;

    Bidding(WorkerSettings settings, GrantsChannel grants, Outbox outbox, PendingBids pending) {
        this.settings = settings;
        this.grants = grants;
        this.outbox = outbox;
        this.pending = pending;
    }

    /** Blocks until a token of that cluster is granted, the bid is refused, or the worker bids no more. */
    public Answer acquire(String cluster) throws InterruptedException {
        PendingBid bid = PendingBid.create();
        return pending.register(bid) ? acquire(cluster, bid) : new Answer.Withdrawn();
    }

    /** Ends all waits and lets no new one begin. A grant that is already under way is given back when it arrives. */
    public void close() {
        pending.close();
    }

    private Answer acquire(String cluster, PendingBid bid) throws InterruptedException {
        Optional<Answer> answer = Optional.empty();
        while (answer.isEmpty()) {
            var unused = outbox.send(acquireMessage(cluster, bid));
            answer = await(bid.answer());
        }
        if (answer.get() instanceof Answer.Withdrawn) {
            var unused = outbox.send(new Withdraw(cluster, bid.id(), settings.id()));
        }
        return answer.get();
    }

    /** Nothing where the bid is to be renewed. */
    private static Optional<Answer> await(CompletableFuture<Answer> answer) throws InterruptedException {
        try {
            return Optional.of(answer.get(RENEWAL.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("an answer is never exceptional", e);
        }
    }

    private Acquire acquireMessage(String cluster, PendingBid bid) {
        return new Acquire(
                cluster,
                bid.id(),
                settings.id(),
                grants.replyPartition(),
                settings.maxConnections(),
                settings.labels(),
                TIME_TO_LIVE,
                bid.password().verifier());
    }
}
