package dev.seedgate.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Why a run that succeeded did nothing. */
public enum SkipReason {
    /** Definition, parameters and feeds are those of the seed's last successful run in this database. */
    @JsonProperty("unchanged")
    UNCHANGED;

    /** For people. */
    public String words() {
        return "nothing has changed since it last succeeded";
    }
}
