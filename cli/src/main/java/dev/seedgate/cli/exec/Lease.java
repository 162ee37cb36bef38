package dev.seedgate.cli.exec;

import dev.seedgate.cli.client.HeldToken;
import dev.seedgate.cli.client.HolderClient;
import dev.seedgate.cli.client.LeaseView;
import dev.seedgate.cli.client.ProblemException;
import dev.seedgate.cli.client.UnreachableException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a token's lease. It is counted by this machine's own monotonic clock from the moment at which the last confirmed renewal was
 * sent, so that nobody else's clock or network can make it longer than it is. One thread renews, and another one waits for the end: an answer
 * that fails to come does not put it off.
 */
final class Lease implements AutoCloseable {
    /** How much earlier than the service we consider it over: for stopping the command, and for what is on its way. */
    private static final Duration MARGIN = Duration.ofSeconds(4);

    private static final Duration RETRY = Duration.ofMillis(500);

    private final HolderClient client;
    private final HeldToken token;
    private final Consumer<String> lost;
    private final Duration usable;
    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private final AtomicReference<@Nullable String> loss = new AtomicReference<>();
    private volatile long goodUntil;
    private volatile boolean closed;
    private volatile String lastError = "no answer";

    /**
     * Of a token that has just been granted; {@link #keep} must follow soon.
     *
     * @param lost told once, on a thread of this class, why the token is lost; the command must be gone soon after
     */
    Lease(HolderClient client, HeldToken token, Consumer<String> lost) {
        this.client = client;
        this.token = token;
        this.lost = lost;
        Duration half = token.lease().dividedBy(2);
        this.usable = token.lease().minus(MARGIN.compareTo(half) < 0 ? MARGIN : half);
        this.goodUntil = System.nanoTime() + usable.toNanos();
    }

    /** Renews it at once, and begins to keep it. */
    void keep(Worth worth) {
        threads.add(Thread.ofPlatform().name("lease").daemon().start(() -> renewUntilClosed(worth)));
        threads.add(Thread.ofPlatform().name("end of lease").daemon().start(this::awaitEnd));
    }

    boolean isHeld() {
        return loss.get() == null && left() > 0;
    }

    /** Why the token was lost; null while it is held, and after it was given back. */
    @Nullable String loss() {
        return loss.get();
    }

    /** Renews no more. */
    @Override
    public void close() {
        closed = true;
        threads.forEach(Thread::interrupt);
    }

    private long left() {
        return goodUntil - System.nanoTime();
    }

    private void renewUntilClosed(Worth worth) {
        try {
            while (!closed && loss.get() == null) {
                if (renew(worth)) {
                    worth.awaitNext(token.renewal());
                } else {
                    Thread.sleep(RETRY);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed
        }
    }

    private void awaitEnd() {
        try {
            for (long left = left(); left > 0 && loss.get() == null; left = left()) {
                Thread.sleep(Duration.ofNanos(left));
            }
            lose("its lease could not be renewed in time: " + lastError);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed
        }
    }

    private boolean renew(Worth worth) {
        long sent = System.nanoTime();
        try {
            LeaseView renewed = client.renew(token, worth.size(), token.renewal());
            goodUntil = sent + usable.toNanos();
            worth.renewed(renewed);
            return true;
        } catch (ProblemException e) {
            lastError = String.valueOf(e.getMessage());
            if (!e.isUnavailable()) {
                lose(String.valueOf(e.problem().detail()));
            }
        } catch (UnreachableException e) {
            lastError = String.valueOf(e.getMessage());
        }
        return false;
    }

    /** Whatever comes first is the reason. */
    private void lose(String why) {
        if (!closed && loss.compareAndSet(null, why)) {
            lost.accept(why);
        }
    }
}
