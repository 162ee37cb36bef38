package dev.seedgate.core.ledger;

/**
 * A thing that the ledger remembers, and the unit in which it is stored: one record on {@code admission.ledger}, replaced as a
 * whole when it changes. Rebuilding a ledger is putting its entities back; inputs are never decided twice.
 */
public sealed interface Entity
        permits ClusterState,
                Token,
                LiveRequest,
                Bid,
                Worker,
                Outcome,
                RememberedCancel,
                RememberedRetry,
                SeedTimes,
                TenantUse {
    EntityKey key();
}
