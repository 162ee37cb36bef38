package dev.seedgate.core.ledger;

/** Why a token is being taken back, by the words that people read. */
public enum DrainReason {
    LEASE_OVER("its lease is over"),
    UNCLAIMED("nobody claimed the grant"),
    CANCELLED("its request was cancelled"),
    SUPERSEDED("its worker started anew"),
    KILLED("it was killed by an operator"),
    PREEMPTED("it made room for others"),
    IN_DOUBT("its commit is in doubt"),
    RELEASED_WITHOUT_PROOF("it was released without proof that its sessions are gone");

    private final String words;

    DrainReason(String words) {
        this.words = words;
    }

    /** The rest of a sentence that begins with the token. */
    public String words() {
        return words;
    }
}
