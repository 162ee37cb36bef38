package dev.seedgate.admission.loop;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * Whether the broker has taken us into the group. A client waits for that without a word, for ever; meanwhile nobody may own any
 * ledger, and people see seeds that wait and a service that is well. Not thread-safe, but for {@link #isMember}.
 */
final class Admittance {
    /** To be taken in takes one answer of the broker, whoever else is in the group. */
    static final Duration PATIENCE = Duration.ofSeconds(15);

    static final Duration REMINDER = Duration.ofMinutes(1);
    private static final Logger LOG = Logger.getLogger(Admittance.class);

    private final String group;
    private final LongSupplier nanoTime;
    private final long asked;
    private long nextWord;
    private volatile boolean member;

    /** @param nanoTime monotonic */
    Admittance(String group, LongSupplier nanoTime) {
        this.group = group;
        this.nanoTime = nanoTime;
        this.asked = nanoTime.getAsLong();
        this.nextWord = asked + PATIENCE.toNanos();
    }

    /**
     * Takes in what the client knows, and says so in the log where it takes long.
     *
     * @param generation the member's in the group; positive once it is in
     * @return whether a word was said
     */
    boolean look(int generation) {
        if (member) {
            return false;
        }
        member = generation > 0;
        long now = nanoTime.getAsLong();
        if (member || now - nextWord < 0) {
            return false;
        }
        nextWord = now + REMINDER.toNanos();
        LOG.warnf(
                "The broker has not taken us into the group %s for %d s. Unless another replica is in it, no token is granted and none"
                        + " comes back. The broker's log should say why its group coordinator (topic __consumer_offsets) does not"
                        + " answer. Where that cannot be mended, give all replicas another seedgate.group and restart them: what was"
                        + " decided so far, and up to where, stands in the ledger",
                group, Duration.ofNanos(now - asked).toSeconds());
        return true;
    }

    boolean isMember() {
        return member;
    }
}
