package dev.seedgate.core.ledger;

import java.time.Instant;

/**
 * Connections that somebody holds. Charged from the grant until it is released with proof or reclaimed after PostgreSQL showed
 * none of its sessions; there is no other way out. Each state offers exactly the transitions that are legal from it.
 */
public sealed interface Token extends Entity {
    TokenTerms terms();

    @Override
    default EntityKey key() {
        return EntityKey.token(terms().id());
    }

    /** A token whose holder may open and keep sessions. */
    sealed interface Live extends Token {
        /** When the next thing happens to it unless a renewal comes first. */
        Instant deadline();

        /**
         * A renewal arrived.
         *
         * @param suspectAt when it becomes suspect unless the next renewal comes
         * @param leaseUntil when its lease is over
         */
        default Active renewed(Instant suspectAt, Instant leaseUntil) {
            return new Active(terms(), suspectAt, leaseUntil);
        }

        /**
         * Takes the token back. There is no way from draining to any live state.
         *
         * @param revision the ledger's, after this event: only an observation that began at or after it can prove absence
         * @param terminateAt from when the agent ends its sessions
         */
        default Draining drained(DrainReason reason, long revision, Instant terminateAt) {
            return new Draining(terms(), reason, revision, terminateAt);
        }
    }

    /**
     * Granted, but the holder has not been heard of yet.
     *
     * @param claimBy when it is taken back unless the first renewal arrives
     */
    record Granted(TokenTerms terms, Instant claimBy) implements Live {
        @Override
        public Instant deadline() {
            return claimBy;
        }
    }

    /** Held and renewed. */
    record Active(TokenTerms terms, Instant suspectAt, Instant leaseUntil) implements Live {
        @Override
        public Instant deadline() {
            return suspectAt;
        }

        /** A renewal is late: still charged, not given away, not killed. */
        public Suspect suspected() {
            return new Suspect(terms, leaseUntil);
        }
    }

    /** A renewal is late. */
    record Suspect(TokenTerms terms, Instant leaseUntil) implements Live {
        @Override
        public Instant deadline() {
            return leaseUntil;
        }
    }

    /**
     * Taken back; its sessions may still be there.
     *
     * @param sinceRevision the ledger's revision when the draining began
     * @param terminateAt from when the agent ends its sessions
     */
    record Draining(TokenTerms terms, DrainReason reason, long sinceRevision, Instant terminateAt) implements Token {}
}
