package dev.seedgate.protocol;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** A sign of life. The ledger counts leases from the moment at which the broker appended it, not from any sender's clock. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Heartbeat.LeaseRenewal.class, name = "renewal"),
    @JsonSubTypes.Type(value = Heartbeat.Presence.class, name = "presence")
})
public sealed interface Heartbeat {
    String cluster();

    WorkerId worker();

    /** Keeps one token for another lease; the first one also confirms that the grant arrived. */
    record LeaseRenewal(String cluster, WorkerId worker, String token) implements Heartbeat {
        public LeaseRenewal {
            Checks.name("cluster", cluster, TokenTag.MAX_CLUSTER);
            Checks.present("worker", worker);
            Checks.text("token", token, 64);
        }
    }

    /**
     * "This incarnation is here": sent when a worker starts, so that tokens of an earlier life are drained at once.
     *
     * @param slots how many requests the worker runs at a time
     */
    record Presence(String cluster, WorkerId worker, int slots) implements Heartbeat {
        public Presence {
            Checks.name("cluster", cluster, TokenTag.MAX_CLUSTER);
            Checks.present("worker", worker);
            Checks.between("slots", 0, 10_000, slots);
        }
    }
}
