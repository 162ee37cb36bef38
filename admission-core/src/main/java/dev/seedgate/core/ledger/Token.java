package dev.seedgate.core.ledger;

import dev.seedgate.protocol.Enforcement;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

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

        /** The same token with more time left. */
        Live postponed(Duration by);

        /** The same token, worth more or less. */
        Live sized(Size size);

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
         * Takes the token back from a holder that can open no more sessions: its lease or claim time is over, its process is gone, or it
         * said so. There is no way from draining to any live state.
         *
         * @param revision the ledger's, after this event
         * @param now from when the agent ends its sessions
         */
        default Draining drained(DrainReason reason, long revision, Instant now) {
            return new Draining(terms(), reason, revision, now, null);
        }

        /**
         * Takes the token back from a holder that is asked to stop, but may not have read it yet. A login role lets it open nothing from
         * now on; under a tag it can, until it ends by itself.
         *
         * @param terminateAt from when the agent ends its sessions
         * @param holderUntil when the holder ends by itself, whether it read the revocation or not
         */
        default Draining revoked(DrainReason reason, long revision, Instant terminateAt, Instant holderUntil) {
            Instant until = terms().enforcement() == Enforcement.ROLE ? null : holderUntil;
            return new Draining(terms(), reason, revision, terminateAt, until);
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

        @Override
        public Granted postponed(Duration by) {
            return new Granted(terms.postponed(by), claimBy.plus(by));
        }

        @Override
        public Granted sized(Size size) {
            return new Granted(terms.sized(size), claimBy);
        }
    }

    /** Held and renewed. */
    record Active(TokenTerms terms, Instant suspectAt, Instant leaseUntil) implements Live {
        @Override
        public Instant deadline() {
            return suspectAt;
        }

        @Override
        public Active postponed(Duration by) {
            return new Active(terms.postponed(by), suspectAt.plus(by), leaseUntil.plus(by));
        }

        @Override
        public Active sized(Size size) {
            return new Active(terms.sized(size), suspectAt, leaseUntil);
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

        @Override
        public Suspect postponed(Duration by) {
            return new Suspect(terms.postponed(by), leaseUntil.plus(by));
        }

        @Override
        public Suspect sized(Size size) {
            return new Suspect(terms.sized(size), leaseUntil);
        }
    }

    /**
     * Taken back; its sessions may still be there.
     *
     * @param sinceRevision only an observation that began at or after this revision of the ledger can prove absence
     * @param terminateAt from when the agent ends its sessions
     * @param holderUntil until when the holder may still open sessions, because it was asked to stop and may not have read it yet; until
     *     then absence proves nothing. Null once it can open no more
     */
    record Draining(
            TokenTerms terms,
            DrainReason reason,
            long sinceRevision,
            Instant terminateAt,
            @Nullable Instant holderUntil)
            implements Token {
        /** Its sessions are ended at once, although its holder was given some time. */
        public Draining hastened(Instant now) {
            return terminateAt.isAfter(now) ? new Draining(terms, reason, sinceRevision, now, holderUntil) : this;
        }

        /** The holder can open no more sessions; whatever is still there may be ended at once. */
        public Draining abandoned(long revision, Instant now) {
            return new Draining(terms, reason, revision, terminateAt.isBefore(now) ? terminateAt : now, null);
        }

        /**
         * Whether an observation that shows no session of this token proves that there is none and will be none.
         *
         * @param basis the ledger's revision that the agent knew when it began to look
         */
        public boolean provesAbsence(long basis) {
            return holderUntil == null && basis >= sinceRevision;
        }
    }
}
