package dev.seedgate.protocol;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a worker says of one of its free slots, or somebody who waits for a token of their own. A bid waits in the ledger until it is
 * granted, withdrawn, or not renewed in time; sending the same one again renews it.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = BidMessage.Acquire.class, name = "acquire"),
    @JsonSubTypes.Type(value = BidMessage.Await.class, name = "await"),
    @JsonSubTypes.Type(value = BidMessage.Withdraw.class, name = "withdraw")
})
public sealed interface BidMessage {
    String cluster();

    /** Names one wait for one token; never used again after a grant. */
    String bid();

    WorkerId worker();

    /**
     * "I can run one request now."
     *
     * @param replyPartition the partition of {@code token.grants} that this worker reads
     * @param maxConnections the largest request that the worker takes
     * @param labels of the worker; it takes requests that need any of them, all, or none
     * @param timeToLive how long the bid stands without being sent again
     * @param verifier of the password that the worker will use where a token is a login role: {@code SCRAM-SHA-256$…} as PostgreSQL
     *     stores it, so that no secret travels. Different for every bid; absent where the worker cannot use such a token
     */
    record Acquire(
            String cluster,
            String bid,
            WorkerId worker,
            int replyPartition,
            int maxConnections,
            List<String> labels,
            Duration timeToLive,
            @Nullable String verifier)
            implements BidMessage {
        public Acquire {
            Checks.name("cluster", cluster, TokenTag.MAX_CLUSTER);
            Checks.text("bid", bid, 100);
            Checks.present("worker", worker);
            Checks.between("replyPartition", 0, Integer.MAX_VALUE, replyPartition);
            Checks.between("maxConnections", 1, SeedRequest.MAX_CONNECTIONS, maxConnections);
            labels = Labels.checked("labels", labels);
            Checks.positive("timeToLive", timeToLive);
            Checks.optionalVerifier("verifier", verifier);
        }
    }

    /**
     * "I want to hold a token myself." The request queues like any other and is granted to nobody else; when the bid ends without a
     * grant, so does the request. Nothing is written to {@code token.grants}: whoever waits sees the token in the ledger.
     *
     * @param request with its holder; its id is the bid's too
     * @param timeToLive how long the place is kept without being sent again
     * @param verifier as in {@link Acquire}
     */
    record Await(SeedRequest request, Duration timeToLive, String verifier) implements BidMessage {
        public Await {
            Checks.present("request", request);
            Checks.present("request.holder", request.holder());
            Checks.positive("timeToLive", timeToLive);
            Checks.optionalVerifier("verifier", Checks.present("verifier", verifier));
        }

        @Override
        public String cluster() {
            return request.cluster();
        }

        @Override
        public String bid() {
            return request.id();
        }

        @Override
        public WorkerId worker() {
            return Checks.present("request.holder", request.holder());
        }
    }

    /** "I no longer wait." A grant that is already under way is then released by the worker when it arrives. */
    record Withdraw(String cluster, String bid, WorkerId worker) implements BidMessage {
        public Withdraw {
            Checks.name("cluster", cluster, TokenTag.MAX_CLUSTER);
            Checks.text("bid", bid, 100);
            Checks.present("worker", worker);
        }
    }
}
