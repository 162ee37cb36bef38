package dev.seedgate.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where a request stands. */
public enum SeedState {
    /** Written to {@code seed.requests}; the ledger has not read it yet. */
    @JsonProperty("accepted")
    ACCEPTED,
    @JsonProperty("queued")
    QUEUED,
    @JsonProperty("running")
    RUNNING,
    /** A run failed; the next one begins after a back-off. */
    @JsonProperty("retrying")
    RETRYING,
    /** Stopped by kill-seeds; waits until somebody resumes the cluster. */
    @JsonProperty("held")
    HELD,
    @JsonProperty("succeeded")
    SUCCEEDED,
    /** Failed for good; it lies in {@code seed.dead-letters}. */
    @JsonProperty("dead")
    DEAD,
    @JsonProperty("cancelled")
    CANCELLED;

    /** True where nothing will follow. */
    public boolean isFinal() {
        return switch (this) {
            case SUCCEEDED, DEAD, CANCELLED -> true;
            case ACCEPTED, QUEUED, RUNNING, RETRYING, HELD -> false;
        };
    }
}
