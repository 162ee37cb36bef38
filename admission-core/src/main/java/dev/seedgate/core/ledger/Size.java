package dev.seedgate.core.ledger;

import java.time.Duration;
import java.time.Instant;

/**
 * How many connections a token is worth, and how that may change while it is held: it gets more while nobody else needs them, is asked
 * to give those back when somebody does, and gives back itself what it no longer needs.
 *
 * @param connections what it is charged
 * @param kept what its holder was told to keep to; fewer than {@code connections} while some are asked back
 * @param least it cannot be asked to have fewer
 * @param most it cannot use more
 * @param sizing how often its holder was told another number
 * @param since when any of this changed last
 */
public record Size(int connections, int kept, int least, int most, int sizing, Instant since) {
    public Size {
        if (least < 1 || least > kept || kept > connections) {
            throw new IllegalArgumentException("a token must keep at least " + least
                    + " connections and at most what it is charged, got: " + kept + " of " + connections);
        }
    }

    /** As it is granted: just what is needed. */
    public static Size granted(int connections, int most, Instant at) {
        return new Size(connections, connections, connections, Math.max(connections, most), 0, at);
    }

    /** A token that never gets more. */
    public static Size fixed(int connections, Instant at) {
        return granted(connections, connections, at);
    }

    /** How many more it could use; none while it is asked for some. */
    public int room() {
        return kept == connections ? most - connections : 0;
    }

    /** How many it can be asked for. */
    public int surplus() {
        return kept - least;
    }

    /** How many it was asked for and still has. */
    public int askedBack() {
        return connections - kept;
    }

    /** Time in which nobody decided does not count. */
    public Size postponed(Duration by) {
        return new Size(connections, kept, least, most, sizing, since.plus(by));
    }

    public Size grown(int more, Instant now) {
        return new Size(connections + more, connections + more, least, most, sizing + 1, now);
    }

    public Size askedBack(int fewer, Instant now) {
        return new Size(connections, kept - fewer, least, most, sizing + 1, now);
    }

    /** Its holder has closed some for good. What it gave back without being asked it does not want again. */
    public Size returned(int left, Instant now) {
        int mostFromNow = left < kept ? left : most;
        return new Size(left, Math.min(kept, left), Math.min(least, left), mostFromNow, sizing, now);
    }
}
