package dev.seedgate.admission.readmodel;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a seed does not run yet.
 *
 * @param position in the order in which seeds are expected to start, from 1; null where it cannot be told
 * @param waitsFor the requests, or the tokens, that it waits for
 * @param startsAt when it is expected to start; null where that cannot be told
 * @param startsBy when it is expected to start if everything takes as long as the longest that was seen; null where that cannot be told
 * @param text for a person
 */
public record Waiting(
        Reason reason,
        @Nullable Integer position,
        List<String> waitsFor,
        @Nullable Instant startsAt,
        @Nullable Instant startsBy,
        String text) {
    public Waiting {
        waitsFor = List.copyOf(waitsFor);
    }

    /** Where several hold, the first one counts. */
    public enum Reason {
        /** The ledger has not read the request. */
        NOT_YET_READ,
        /** An operator stopped it, or the granting. */
        HELD,
        /** PostgreSQL does not answer, or was never seen. */
        DATABASE_AWAY,
        /** Another one has to succeed before. */
        PREDECESSOR,
        /** Whoever posted it does not want it yet. */
        NOT_BEFORE,
        /** A run failed, and the next one is not due. */
        BACK_OFF,
        /** Another one with the same concurrency key runs, or is before it. */
        CONCURRENCY_KEY,
        /** Too few connections are free for it. */
        BUDGET,
        /** What is free is kept for another one, which needs more. */
        RESERVATION,
        /** No worker that takes it is free. */
        NO_WORKER
    }
}
