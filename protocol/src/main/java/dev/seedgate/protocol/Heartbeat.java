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

    /**
     * Keeps one token for another lease; the first one also confirms that the grant arrived.
     *
     * @param connections how many the holder has or may open from now on. Fewer than the token is worth gives the others back, so
     *     they must be proven gone, as for a {@link TokenRelease}
     * @param sizing the last {@link Reply.Resize} that the holder knows of; 0 before the first. One that does not know the last gives
     *     nothing back: it may be about to open more
     */
    record LeaseRenewal(String cluster, WorkerId worker, String token, int connections, int sizing)
            implements Heartbeat {
        public LeaseRenewal {
            Checks.name("cluster", cluster, TokenTag.MAX_CLUSTER);
            Checks.present("worker", worker);
            Checks.text("token", token, 64);
            Checks.between("connections", 1, SeedRequest.MAX_CONNECTIONS, connections);
            Checks.between("sizing", 0, Integer.MAX_VALUE, sizing);
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
