package dev.seedgate.verification.chaos;

/** What the product does not do yet; faults that need it are left out, visibly, until its constant is turned. */
final class Merged {
    /** The HTTP endpoints hold, resume and kill-seeds. */
    static final boolean OPERATORS = false;
    /** The agent ends sessions that a token has beyond its worth. */
    static final boolean OVERDRAFTS_ENDED = false;

    private Merged() {}
}
