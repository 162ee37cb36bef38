package dev.seedgate.worker.acquire;

import dev.seedgate.protocol.InvalidMessageException;
import dev.seedgate.protocol.Json;
import dev.seedgate.protocol.Reply;
import dev.seedgate.protocol.SeedOutcome.GivenBack;
import dev.seedgate.worker.config.WorkerSettings;
import dev.seedgate.worker.lease.ClaimWindow;
import dev.seedgate.worker.lease.HeldTokens;
import dev.seedgate.worker.release.Releases;
import dev.seedgate.worker.seed.RunResult;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Reads what the ledger writes to this worker's partition of {@code token.grants}. Other workers' replies are there too, and
 * replies to earlier lives of this one, whose tokens the ledger drains by itself when it sees the new one.
 */
@ApplicationScoped
public class Replies {
    private static final Logger LOG = Logger.getLogger(Replies.class);

    private final WorkerSettings settings;
    private final PendingBids pending;
    private final HeldTokens held;
    private final Releases releases;

    Replies(WorkerSettings settings, PendingBids pending, HeldTokens held, Releases releases) {
        this.settings = settings;
        this.pending = pending;
        this.held = held;
        this.releases = releases;
    }

    @Incoming("grants")
    void receive(ConsumerRecord<String, byte[]> record) {
        try {
            Reply reply = Json.read(record.value(), Reply.class);
            if (reply.worker().equals(settings.id())) {
                take(reply, appendedAt(record));
            }
        } catch (InvalidMessageException e) {
            LOG.warnf("skipping an unreadable reply at offset %d: %s", record.offset(), e.getMessage());
        }
    }

    private void take(Reply reply, OptionalLong appendedAt) {
        switch (reply) {
            case Reply.Grant grant -> {
                Duration claim = grant.claim().minus(settings.timing().leaseMargin());
                if (!pending.grant(grant, ClaimWindow.fromNow(claim, appendedAt))) {
                    releases.releaseSoon(
                            grant, RunResult.neverConnected(new GivenBack("nobody waits for it any more")));
                }
            }
            case Reply.Refusal refusal -> pending.refuse(refusal.bid(), refusal.reason());
            case Reply.Resize resize -> held.resize(resize.token(), resize.connections(), resize.sizing());
            case Reply.Revocation revocation -> {
                if (!held.revoke(revocation.token(), revocation.reason())) {
                    LOG.debugf("%s was revoked, but is not held (any more)", revocation.token());
                }
            }
        }
    }

    private static OptionalLong appendedAt(ConsumerRecord<String, byte[]> record) {
        return record.timestampType() == TimestampType.LOG_APPEND_TIME
                ? OptionalLong.of(record.timestamp())
                : OptionalLong.empty();
    }
}
