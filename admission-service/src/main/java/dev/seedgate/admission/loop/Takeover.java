package dev.seedgate.admission.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/**
 * The part of a takeover that only asks the broker: the old owner is fenced, and then the ledgers are read. It is done for all
 * partitions at once, for each waits for several answers, and everybody waits for the last of them.
 */
final class Takeover {
    /** Each has a producer, a consumer and a client that asks for offsets of its own meanwhile. */
    private static final int MOST_AT_ONCE = 16;

    private final LoopSettings settings;

    Takeover(LoopSettings settings) {
        this.settings = settings;
    }

    /**
     * A partition whose old owner can commit nothing any more.
     *
     * @param transaction initialised; whoever has this closes it
     * @param stored all that was ever committed
     */
    record Fenced(InputPartition input, LedgerTransaction transaction, LedgerRebuild.Stored stored) {}

    /**
     * Fences and reads all of these, or throws and leaves nothing open, unless it is interrupted.
     *
     * @param inputs at least one
     */
    List<Fenced> fence(List<InputPartition> inputs) {
        List<Callable<Fenced>> work = inputs.stream()
                .<Callable<Fenced>>map(input -> () -> fence(input))
                .toList();
        try (ExecutorService threads = Executors.newFixedThreadPool(
                Math.min(inputs.size(), MOST_AT_ONCE),
                Thread.ofPlatform().name("takeover-", 0).factory())) {
            return all(threads.invokeAll(work));
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    /** In this order and no other: a commit of the old owner could otherwise land unseen. */
    private Fenced fence(InputPartition input) {
        LedgerTransaction transaction = new LedgerTransaction(settings, input.number());
        try {
            transaction.initialise();
            return new Fenced(input, transaction, new LedgerRebuild(settings).read(input.number()));
        } catch (RuntimeException e) {
            transaction.close();
            throw e;
        }
    }

    private static List<Fenced> all(List<Future<Fenced>> done) throws InterruptedException {
        List<Fenced> fenced = new ArrayList<>();
        @Nullable Throwable failure = null;
        for (Future<Fenced> each : done) {
            try {
                fenced.add(each.get());
            } catch (ExecutionException e) {
                failure = e.getCause(); // of several the last: they mostly have the same cause
            }
        }
        if (failure != null) {
            fenced.forEach(each -> each.transaction().close());
            if (failure instanceof Error error) {
                throw error; // as everywhere in the loop, its thread ends, and with it the process's liveness
            }
            throw new KafkaException("cannot take over: " + failure.getMessage(), failure);
        }
        return fenced;
    }
}
