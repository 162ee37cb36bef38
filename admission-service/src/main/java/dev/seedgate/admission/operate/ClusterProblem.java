package dev.seedgate.admission.operate;

/**
 * Something that is wrong with a cluster.
 *
 * @param text for a person
 */
public record ClusterProblem(Kind kind, String text) {
    /** How bad it is. In order of urgency. */
    public enum Severity {
        OK,
        WARN,
        CRITICAL
    }

    /** What can be wrong. In the order in which people read them. */
    public enum Kind {
        /** PostgreSQL does not answer, or was never seen. */
        DATABASE_AWAY(Severity.CRITICAL),
        /** Nobody has looked for so long that nothing is granted any more. */
        OBSERVATION_STALE(Severity.CRITICAL),
        /** The whole server is used beyond the critical threshold. */
        USE_CRITICAL(Severity.CRITICAL),
        /** So few slots are free that somebody with a reservation could be kept out. */
        CROWDED(Severity.CRITICAL),
        /** The whole server is used beyond the warning threshold. */
        USE_WARN(Severity.WARN),
        /** Tokens are charged more than the budget allows now. */
        OVER_BUDGET(Severity.WARN),
        /** Somebody stopped the granting. */
        HELD(Severity.WARN),
        /** A token has, or had a moment ago, more sessions than it is worth. */
        OVERDRAWN(Severity.WARN),
        /** Sessions bore the tag of a token that is over. */
        ORPHANED(Severity.WARN),
        /** A token that is being taken back is not gone, although nothing is in its way. */
        DRAINING_LONG(Severity.WARN);

        private final Severity severity;

        Kind(Severity severity) {
            this.severity = severity;
        }

        public Severity severity() {
            return severity;
        }
    }
}
