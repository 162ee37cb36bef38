package dev.seedgate.protocol;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Duration;

/** What the ledger tells a worker. Several workers may read one partition: each takes what bears its own id. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Reply.Grant.class, name = "grant"),
    @JsonSubTypes.Type(value = Reply.Refusal.class, name = "refusal"),
    @JsonSubTypes.Type(value = Reply.Resize.class, name = "resize"),
    @JsonSubTypes.Type(value = Reply.Revocation.class, name = "revocation")
})
public sealed interface Reply {
    String cluster();

    WorkerId worker();

    /**
     * A token, and the request to run under it. A worker that no longer waits for this bid releases the token at once.
     *
     * @param token {@code <cluster>-<fence>}
     * @param fence grows with every grant of the cluster
     * @param connections how many connections the holder may open, never more
     * @param attempt from 1
     * @param lease how long the token is good for from the last renewal
     * @param renewal how often to renew
     * @param claim within which the first renewal must arrive
     * @param enforcement where it is {@link Enforcement#ROLE}, the holder logs in as {@link TokenTag#login}, with the password whose
     *     verifier its bid bore
     */
    record Grant(
            String cluster,
            WorkerId worker,
            String bid,
            String token,
            long fence,
            int connections,
            int attempt,
            Duration lease,
            Duration renewal,
            Duration claim,
            Enforcement enforcement,
            SeedRequest request)
            implements Reply {
        public Grant {
            Checks.name("cluster", cluster, TokenTag.MAX_CLUSTER);
            Checks.present("worker", worker);
            Checks.text("bid", bid, 100);
            Checks.text("token", token, 64);
            Checks.between("connections", 1, SeedRequest.MAX_CONNECTIONS, connections);
            Checks.between("attempt", 1, Integer.MAX_VALUE, attempt);
            Checks.positive("lease", lease);
            Checks.positive("renewal", renewal);
            Checks.positive("claim", claim);
            Checks.present("enforcement", enforcement);
            Checks.present("request", request);
        }
    }

    /** The bid will never be granted; the worker must not send it again. */
    record Refusal(String cluster, WorkerId worker, String bid, String reason) implements Reply {
        public Refusal {
            Checks.name("cluster", cluster, TokenTag.MAX_CLUSTER);
            Checks.present("worker", worker);
            Checks.text("bid", bid, 100);
            Checks.present("reason", reason);
        }
    }

    /**
     * The token's worth changes while it is held. More than the holder has: it may open them. Fewer: others wait for them, so it
     * closes what is beyond as soon as it can without losing work, and says so by its next renewal.
     *
     * @param connections to keep to
     * @param sizing counts the resizes of this token, from 1; one with a lower number than the last is too late and means nothing
     */
    record Resize(String cluster, WorkerId worker, String token, int connections, int sizing) implements Reply {
        public Resize {
            Checks.name("cluster", cluster, TokenTag.MAX_CLUSTER);
            Checks.present("worker", worker);
            Checks.text("token", token, 64);
            Checks.between("connections", 1, SeedRequest.MAX_CONNECTIONS, connections);
            Checks.between("sizing", 1, Integer.MAX_VALUE, sizing);
        }
    }

    /**
     * The token is no longer good: stop, roll back, disconnect, release.
     *
     * @param reason for a person
     */
    record Revocation(String cluster, WorkerId worker, String token, String reason) implements Reply {
        public Revocation {
            Checks.name("cluster", cluster, TokenTag.MAX_CLUSTER);
            Checks.present("worker", worker);
            Checks.text("token", token, 64);
            Checks.present("reason", reason);
        }
    }
}
