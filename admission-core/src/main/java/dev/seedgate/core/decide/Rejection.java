package dev.seedgate.core.decide;

/** Why a command changed nothing. Where several hold, the first one counts. */
public enum Rejection {
    /** The incarnation was superseded by a newer process of the same name. */
    SUPERSEDED_WORKER,
    /** The request's id is known already: waiting, running, or finished not long ago. */
    DUPLICATE_REQUEST,
    /** The request is finished already. */
    FINISHED_REQUEST,
    /** The request is not finished, so that there is nothing to retry. */
    UNFINISHED_REQUEST,
    /** The request runs after one that failed for good, was cancelled, or is not known. */
    HOPELESS_REQUEST,
    /** No such token: released, reclaimed, or never granted. */
    UNKNOWN_TOKEN,
    /** The token, or the bid, is somebody else's. */
    NOT_THE_HOLDER,
    /** The bid's worker cannot use a token that is a login role, and this cluster's are. */
    NO_VERIFIER,
    /** The token is being taken back and cannot be renewed. */
    DRAINING_TOKEN,
    /** The operator's act, or the retry, was read before. */
    REPEATED_ACT,
    /** Somebody has stopped the granting before. */
    HELD_ALREADY,
    /** A later look is known already. */
    STALE_OBSERVATION,
    /** No such bid: granted, withdrawn or expired. */
    UNKNOWN_BID
}
