package dev.seedgate.admission.readmodel;

import org.jspecify.annotations.Nullable;

/**
 * Why a seed does not run yet.
 *
 * @param position in the cluster's queue, from 1; null outside it
 * @param text for a person
 */
public record Waiting(Reason reason, @Nullable Integer position, String text) {
    /** Where several hold, the first one counts. */
    public enum Reason {
        /** The ledger has not read the request. */
        NOT_YET_READ,
        /** An operator stopped it, or the granting. */
        HELD,
        /** PostgreSQL does not answer, or was never seen. */
        DATABASE_AWAY,
        /** A run failed, and the next one is not due. */
        BACK_OFF,
        /** Too few connections are free for it, or for one before it. */
        BUDGET,
        /** No worker that takes it is free. */
        NO_WORKER
    }
}
