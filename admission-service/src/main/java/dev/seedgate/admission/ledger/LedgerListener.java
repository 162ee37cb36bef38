package dev.seedgate.admission.ledger;

import dev.seedgate.core.ledger.LiveRequest;

/**
 * Follows the ledgers that this replica owns. Called on the loop's own thread, in order: an implementation must return at once and
 * must not throw.
 */
public interface LedgerListener {
    /** This replica became the owner of a cluster; {@code changed} follows with every committed change. */
    default void owned(LedgerView view) {}

    /** A transaction was committed that changed the ledger. */
    default void changed(LedgerView view) {}

    /** A request was granted a token, by a transaction that was committed; it runs. */
    default void granted(LiveRequest running) {}

    /** A transaction was committed. */
    default void turned(LedgerTurn turn) {}

    /** A transaction could not be committed, or the loop failed otherwise: all ledgers are dropped, and taken over anew. */
    default void dropped() {}

    /** This replica no longer owns the cluster, or must assume so. */
    default void lost(String cluster) {}
}
