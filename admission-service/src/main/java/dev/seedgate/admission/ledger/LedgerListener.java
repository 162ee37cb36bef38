package dev.seedgate.admission.ledger;

/**
 * Follows the ledgers that this replica owns. Called on the loop's own thread, in order: an implementation must return at once and
 * must not throw.
 */
public interface LedgerListener {
    /** This replica became the owner of a cluster; {@code changed} follows with every committed change. */
    void owned(LedgerView view);

    /** A transaction was committed that changed the ledger. */
    void changed(LedgerView view);

    /** This replica no longer owns the cluster, or must assume so. */
    void lost(String cluster);
}
