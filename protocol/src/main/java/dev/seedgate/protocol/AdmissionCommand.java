package dev.seedgate.protocol;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What people ask of the ledger. May arrive before what it speaks of, because topics are not ordered among each other. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes(@JsonSubTypes.Type(value = AdmissionCommand.CancelSeed.class, name = "cancel"))
public sealed interface AdmissionCommand {
    String cluster();

    /** A waiting request is cancelled at once; a running one is stopped and rolled back first. */
    record CancelSeed(String cluster, String request) implements AdmissionCommand {
        public CancelSeed {
            Checks.name("cluster", cluster, TokenTag.MAX_CLUSTER);
            Checks.text("request", request, 64);
        }
    }
}
