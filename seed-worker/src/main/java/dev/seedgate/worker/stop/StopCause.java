package dev.seedgate.worker.stop;

import java.time.Duration;

/** Why a run must end before it is done. */
public sealed interface StopCause {
    /** For a person; the rest of a sentence that begins with "the run was stopped: ". */
    String words();

    /** Whether the token may be somebody else's from now on, so that nothing more may be opened under it. */
    default boolean losesToken() {
        return switch (this) {
            case LeaseOver leaseOver -> true;
            case Revoked revoked -> true;
            case ShuttingDown shuttingDown -> false;
            case TimedOut timedOut -> false;
        };
    }

    /** No renewal was confirmed in time: the token may be somebody else's soon. */
    record LeaseOver() implements StopCause {
        @Override
        public String words() {
            return "its lease could not be renewed in time";
        }
    }

    /** The ledger took the token back. */
    record Revoked(String reason) implements StopCause {
        @Override
        public String words() {
            return "its token was revoked: " + reason;
        }
    }

    /** The worker's grace period is over. */
    record ShuttingDown() implements StopCause {
        @Override
        public String words() {
            return "the worker is shutting down";
        }
    }

    /** The run took longer than its request allows; the only cause that is the seed's own fault. */
    record TimedOut(Duration timeout) implements StopCause {
        @Override
        public String words() {
            return "it took longer than its timeout of " + timeout;
        }
    }
}
