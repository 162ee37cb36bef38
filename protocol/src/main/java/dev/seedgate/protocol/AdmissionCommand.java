package dev.seedgate.protocol;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/** What people ask of the ledger. May arrive before what it speaks of, because topics are not ordered among each other. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = AdmissionCommand.CancelSeed.class, name = "cancel"),
    @JsonSubTypes.Type(value = AdmissionCommand.RetrySeed.class, name = "retry"),
    @JsonSubTypes.Type(value = AdmissionCommand.HoldCluster.class, name = "hold"),
    @JsonSubTypes.Type(value = AdmissionCommand.ResumeCluster.class, name = "resume"),
    @JsonSubTypes.Type(value = AdmissionCommand.KillSeeds.class, name = "kill-seeds")
})
public sealed interface AdmissionCommand {
    /** Longest id of what an operator asks; the same id again is the same act and does nothing. */
    int MAX_ID = 64;
    /** Longest name of somebody who asks; it is taken as the client gives it. */
    int MAX_BY = 100;
    /** Longest reason that somebody gives. */
    int MAX_REASON = 500;

    String cluster();

    /** A waiting request is cancelled at once; a running one is stopped and rolled back first. */
    record CancelSeed(String cluster, String request) implements AdmissionCommand {
        public CancelSeed {
            Checks.name("cluster", cluster, TokenTag.MAX_CLUSTER);
            Checks.text("request", request, 64);
        }
    }

    /**
     * A request that failed for good, or was cancelled, is queued again under its old id. Those that were cancelled because of it come in
     * messages of their own behind it.
     *
     * @param id of the act; the same for all that come back with one
     * @param request as it was accepted, without those of its predecessors that have succeeded
     */
    record RetrySeed(String cluster, String id, SeedRequest request) implements AdmissionCommand {
        public RetrySeed {
            Checks.name("cluster", cluster, TokenTag.MAX_CLUSTER);
            Checks.text("id", id, MAX_ID);
            Checks.present("request", request);
        }
    }

    /** Nothing more is granted until somebody resumes; what runs goes on. */
    record HoldCluster(String cluster, String id, String by, String reason) implements AdmissionCommand {
        public HoldCluster {
            Checks.name("cluster", cluster, TokenTag.MAX_CLUSTER);
            Checks.text("id", id, MAX_ID);
            Checks.text("by", by, MAX_BY);
            AdmissionCommand.checkReason(reason);
        }
    }

    /** Granting goes on, and requests that kill-seeds stopped go back into the queue. */
    record ResumeCluster(String cluster, String id, String by) implements AdmissionCommand {
        public ResumeCluster {
            Checks.name("cluster", cluster, TokenTag.MAX_CLUSTER);
            Checks.text("id", id, MAX_ID);
            Checks.text("by", by, MAX_BY);
        }
    }

    /**
     * Tokens are taken back and their sessions ended at once, without grace; their requests are held. Tokens that are granted after
     * the ledger read this are not meant.
     *
     * @param tokens which; empty for all that are charged when the ledger reads this
     * @param hold to stop granting as well
     */
    record KillSeeds(String cluster, String id, String by, String reason, List<String> tokens, boolean hold)
            implements AdmissionCommand {
        public KillSeeds {
            Checks.name("cluster", cluster, TokenTag.MAX_CLUSTER);
            Checks.text("id", id, MAX_ID);
            Checks.text("by", by, MAX_BY);
            AdmissionCommand.checkReason(reason);
            tokens = Checks.list("tokens", tokens);
        }
    }

    private static void checkReason(String reason) {
        Checks.present("reason", reason);
        Checks.between("reason.length", 0, MAX_REASON, reason.length());
    }
}
