package dev.seedgate.cli.exec;

import dev.seedgate.cli.client.HeldToken;
import dev.seedgate.cli.client.ProblemException;
import dev.seedgate.cli.client.SeedgateClient;
import dev.seedgate.cli.client.UnreachableException;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a token's lease. It is counted by this machine's own monotonic clock from the moment at which the last confirmed renewal was
 * sent, so that nobody else's clock or network can make it longer than it is.
 */
final class Lease implements AutoCloseable {
    /** How much earlier than the service we consider it over: for stopping the command, and for what is on its way. */
    private static final Duration MARGIN = Duration.ofSeconds(4);

    private final SeedgateClient client;
    private final HeldToken token;
    private final Consumer<String> lost;
    private final Duration usable;
    private final Thread thread;
    private volatile long goodUntil;
    private volatile boolean closed;
    private volatile @Nullable String loss;
    private String lastError = "no answer";

    /**
     * A token that has just been granted.
     *
     * @param lost told once, on a thread of this class, why the token is lost; the command must be gone soon after
     */
    private Lease(SeedgateClient client, HeldToken token, Consumer<String> lost) {
        this.client = client;
        this.token = token;
        this.lost = lost;
        Duration half = token.lease().dividedBy(2);
        this.usable = token.lease().minus(MARGIN.compareTo(half) < 0 ? MARGIN : half);
        this.goodUntil = System.nanoTime() + usable.toNanos();
        this.thread = Thread.ofPlatform().name("lease").daemon().unstarted(this::keep);
    }

    /** Renews it at once, and begins to keep it. */
    static Lease keep(SeedgateClient client, HeldToken token, Consumer<String> lost) {
        Lease lease = new Lease(client, token, lost);
        lease.thread.start();
        return lease;
    }

    boolean isHeld() {
        return loss == null && System.nanoTime() - goodUntil < 0;
    }

    /** Why the token was lost; null while it is held, and after it was given back. */
    @Nullable String loss() {
        return loss;
    }

    /** Renews no more. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }

    private void keep() {
        try {
            while (!closed) {
                boolean renewed = renew();
                if (loss == null && !isHeld()) {
                    lose("its lease could not be renewed in time: " + lastError);
                }
                if (loss != null) {
                    return;
                }
                Thread.sleep(renewed ? token.renewal() : Duration.ofMillis(500));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed
        }
    }

    private boolean renew() {
        long sent = System.nanoTime();
        Duration left = Duration.ofNanos(Math.max(1_000_000, goodUntil - sent));
        try {
            client.renew(token, left.compareTo(token.renewal()) < 0 ? left : token.renewal());
            goodUntil = sent + usable.toNanos();
            return true;
        } catch (ProblemException e) {
            lastError = String.valueOf(e.getMessage());
            if (!e.isUnavailable()) {
                lose(String.valueOf(e.problem().detail()));
            }
        } catch (UnreachableException e) {
            lastError = String.valueOf(e.getMessage());
        } catch (IllegalStateException e) {
            lastError = String.valueOf(e.getMessage()); // interrupted, because nobody needs it any more
        }
        return false;
    }

    private void lose(String why) {
        if (!closed) {
            loss = why;
            lost.accept(why);
        }
    }
}
