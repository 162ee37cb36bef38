package dev.seedgate.core.decide;

/** Why a command changed nothing. Where several hold, the first one counts. */
public enum Rejection {
    /** The incarnation was superseded by a newer process of the same name. */
    SUPERSEDED_WORKER,
    /** The request's id is known already: waiting, running, or finished not long ago. */
    DUPLICATE_REQUEST,
    /** The request is finished already. */
    FINISHED_REQUEST,
    /** No such token: released, reclaimed, or never granted. */
    UNKNOWN_TOKEN,
    /** The token, or the bid, is somebody else's. */
    NOT_THE_HOLDER,
    /** The token is being taken back and cannot be renewed. */
    DRAINING_TOKEN,
    /** No such bid: granted, withdrawn or expired. */
    UNKNOWN_BID
}
