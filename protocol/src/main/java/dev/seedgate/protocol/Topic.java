package dev.seedgate.protocol;

/**
 * The topics, their partitioning and their clean-up. Every topic whose key is a cluster has the installation's one partition count
 * and is written to {@link ClusterPartitioner}'s partition, so that all commands of a cluster meet in one owner.
 */
public enum Topic {
    /** Accepted seed requests, {@link SeedRequest}. */
    SEED_REQUESTS("seed.requests", Role.INPUT, Cleanup.DELETE),
    /** Bids of workers that have a free slot, {@link BidMessage}. */
    TOKEN_REQUESTS("token.requests", Role.INPUT, Cleanup.DELETE),
    /** Lease renewals and signs of life, {@link Heartbeat}. */
    TOKEN_HEARTBEATS("token.heartbeats", Role.INPUT, Cleanup.DELETE),
    /** Tokens given back, with how the seed ended, {@link TokenRelease}. */
    TOKEN_RELEASES("token.releases", Role.INPUT, Cleanup.DELETE),
    /** What people ask of the ledger, {@link AdmissionCommand}. */
    ADMISSION_COMMANDS("admission.commands", Role.INPUT, Cleanup.DELETE),
    /** What the database agent saw, {@link ClusterObservation}. */
    CLUSTER_OBSERVATIONS("cluster.observations", Role.INPUT, Cleanup.DELETE),
    /** The ledger's replies to bids and holders, {@link Reply}; the partition is the one that the bid names. */
    TOKEN_GRANTS("token.grants", Role.REPLY, Cleanup.DELETE),
    /** The journal for people and dashboards, {@link TokenEvent}. */
    TOKEN_EVENTS("token.events", Role.OUTPUT, Cleanup.DELETE),
    /** The last word on every request, {@link StatusMessage}; the key is the request's id, not the cluster. */
    SEED_STATUS("seed.status", Role.OUTPUT, Cleanup.COMPACT),
    /** What runs said while they ran, {@link RunLogLine}; the key is the request's id. Kept for days, not for ever. */
    SEED_LOGS("seed.logs", Role.OUTPUT, Cleanup.DELETE),
    /** Rows of feeds that runs put aside, {@link RejectedRow}; the key is the request's id. Kept for days, not for ever. */
    SEED_REJECTS("seed.rejects", Role.OUTPUT, Cleanup.DELETE),
    /** Requests that failed for good, {@link DeadLetter}. */
    SEED_DEAD_LETTERS("seed.dead-letters", Role.OUTPUT, Cleanup.DELETE),
    /** Input records that could not be read or decided, {@link UnreadableRecord}. */
    ADMISSION_DEAD_LETTERS("admission.dead-letters", Role.OUTPUT, Cleanup.DELETE),
    /** The ledger itself: one record for every entity, the key is {@code cluster/kind/id}. */
    ADMISSION_LEDGER("admission.ledger", Role.OUTPUT, Cleanup.COMPACT);

    /** What the ledger loop does with a topic. */
    public enum Role {
        /** The loop reads and decides it; stamped with the broker's append time, from which leases are counted. */
        INPUT,
        /** Written to the partition that the bid named; has a partition count of its own. */
        REPLY,
        /** Written by the loop, one partition for each input partition. */
        OUTPUT
    }

    /** Kafka's {@code cleanup.policy}. */
    public enum Cleanup {
        DELETE,
        COMPACT
    }

    private final String baseName;
    private final Role role;
    private final Cleanup cleanup;

    Topic(String baseName, Role role, Cleanup cleanup) {
        this.baseName = baseName;
        this.role = role;
        this.cleanup = cleanup;
    }

    /** The name without an installation's prefix. */
    public String baseName() {
        return baseName;
    }

    public Role role() {
        return role;
    }

    public Cleanup cleanup() {
        return cleanup;
    }
}
