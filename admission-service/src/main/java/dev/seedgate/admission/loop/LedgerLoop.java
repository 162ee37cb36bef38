package dev.seedgate.admission.loop;

import dev.seedgate.admission.ledger.LedgerListener;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The thread that owns ledgers: it joins the group, takes partitions over, and turns what it reads into committed decisions. After
 * any failure it drops all it knows, leaves the group and joins again; nothing that was not committed was ever seen by anybody.
 */
public final class LedgerLoop implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(LedgerLoop.class);
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(20);

    private final LoopSettings settings;
    private final LedgerListener listener;
    private final BooleanSupplier prepared;
    private final Condemned condemned = new Condemned();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    private volatile @Nullable Membership membership;

    private LedgerLoop(LoopSettings settings, LedgerListener listener, BooleanSupplier prepared) {
        this.settings = settings;
        this.listener = listener;
        this.prepared = prepared;
        this.thread = Thread.ofPlatform().name("ledger-loop").unstarted(this::run);
    }

    /**
     * Starts the loop.
     *
     * @param listener follows the owned ledgers; called on the loop's thread
     * @param prepared whether this replica could look after ledgers. Until it says so the loop stays out of the group: a member is given
     *     ledgers at once, and takes them from replicas that do look after them
     */
    public static LedgerLoop start(LoopSettings settings, LedgerListener listener, BooleanSupplier prepared) {
        LedgerLoop loop = new LedgerLoop(settings, listener, prepared);
        loop.thread.start();
        return loop;
    }

    /** The partitions whose ledgers this replica decides now, in order. */
    public List<Integer> owned() {
        Membership current = membership;
        return current == null ? List.of() : current.owned();
    }

    /** Whether the broker has taken this replica into the group; while it has taken in none, nothing is decided. */
    public boolean isMember() {
        Membership current = membership;
        return current != null && current.isMember();
    }

    /** True while the loop is a member of the group, or on its way to be one again; false once its thread has ended. */
    public boolean isAlive() {
        return thread.isAlive();
    }

    private void run() {
        awaitPrepared();
        while (closing.getCount() > 0) {
            try (Membership joined = new Membership(settings, listener, condemned)) {
                membership = joined;
                while (closing.getCount() > 0) {
                    joined.turn();
                }
            } catch (WakeupException e) {
                LOG.debug("The ledger loop is closing");
            } catch (RuntimeException e) {
                LOG.warnf(e, "The ledger loop drops its ledgers and joins again: %s", e.getMessage());
                listener.dropped();
                pause(LoopSettings.REJOIN_PAUSE);
            } finally {
                membership = null;
            }
        }
    }

    private void awaitPrepared() {
        LOG.infof(
                "Joins the group %s once it has read what happened before",
                settings.group().name());
        while (closing.getCount() > 0) {
            if (prepared.getAsBoolean()) {
                LOG.infof("Joins the group %s", settings.group().name());
                return;
            }
            pause(LoopSettings.POLL);
        }
    }

    private void pause(Duration time) {
        try {
            boolean closed = closing.await(time.toMillis(), TimeUnit.MILLISECONDS);
            LOG.tracef("Paused before joining%s", closed ? ", but closing" : "");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closing.countDown();
        }
    }

    /** Finishes the turn under way, leaves the group, so that a standby takes over at once, and ends. */
    @Override
    public void close() {
        closing.countDown();
        Membership current = membership;
        if (current != null) {
            current.wakeup();
        }
        try {
            if (!thread.join(LONGEST_CLOSE)) {
                LOG.warnf("The ledger loop has not ended within %s", LONGEST_CLOSE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
