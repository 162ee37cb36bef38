package dev.seedgate.worker.support;

import dev.seedgate.protocol.Enforcement;
import dev.seedgate.protocol.Reply.Grant;
import dev.seedgate.protocol.Scheduling;
import dev.seedgate.protocol.SeedRequest;
import dev.seedgate.protocol.WorkerId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** Grants as the ledger would make them. */
public final class Grants {
    public static final String CLUSTER = "main";
    public static final String DATABASE = "shop";

    private static final AtomicLong FENCE = new AtomicLong(1);

    private Grants() {}

    public static SeedRequest request(String seed) {
        return request(seed, Duration.ofMinutes(1));
    }

    public static SeedRequest request(String seed, Duration timeout) {
        return request(seed, 2, timeout);
    }

    public static SeedRequest request(String seed, int connections) {
        return request(seed, connections, Duration.ofMinutes(1));
    }

    private static SeedRequest request(String seed, int connections, Duration timeout) {
        return new SeedRequest(
                UUID.randomUUID().toString(),
                CLUSTER,
                DATABASE,
                seed,
                connections,
                SeedRequest.DEFAULT_ATTEMPTS,
                timeout,
                Map.of(),
                Scheduling.DEFAULT,
                Instant.now());
    }

    public static Grant grant(SeedRequest request, String bid, WorkerId worker, Duration lease) {
        long fence = FENCE.getAndIncrement();
        return new Grant(
                CLUSTER,
                worker,
                bid,
                CLUSTER + "-" + fence,
                fence,
                request.connections(),
                1,
                lease,
                lease.dividedBy(3),
                Duration.ofSeconds(5),
                Enforcement.TAG,
                request);
    }

    /** The same grant where tokens are login roles. */
    public static Grant asRole(Grant grant) {
        return new Grant(
                grant.cluster(),
                grant.worker(),
                grant.bid(),
                grant.token(),
                grant.fence(),
                grant.connections(),
                grant.attempt(),
                grant.lease(),
                grant.renewal(),
                grant.claim(),
                Enforcement.ROLE,
                grant.request());
    }
}
