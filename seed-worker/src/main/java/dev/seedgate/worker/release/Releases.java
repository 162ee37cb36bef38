package dev.seedgate.worker.release;

import dev.seedgate.protocol.Reply.Grant;
import dev.seedgate.protocol.TokenRelease;
import dev.seedgate.telemetry.LogFields;
import dev.seedgate.telemetry.TracedWork;
import dev.seedgate.worker.broker.Outbox;
import dev.seedgate.worker.seed.RunResult;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Gives tokens back. A release that is lost costs its slots a lease; one that is sent twice costs nothing, so it is repeated until
 * the broker has it.
 */
@Singleton
public final class Releases {
    private static final Logger LOG = Logger.getLogger(Releases.class);
    private static final Duration TRY_AGAIN = Duration.ofSeconds(1);

    private final Outbox outbox;

    Releases(Outbox outbox) {
        this.outbox = outbox;
    }

    /** Returns when the broker has it; in the trace of the request as its last part. */
    public void release(Grant grant, RunResult result) throws InterruptedException {
        try (TracedWork work = TracedWork.beginSending("release")) {
            release(grant, result, work.traceparent());
            work.done();
        }
    }

    private void release(Grant grant, RunResult result, @Nullable String traceparent) throws InterruptedException {
        var release = new TokenRelease(
                grant.cluster(), grant.token(), grant.worker(), result.disconnected(), result.outcome());
        while (true) {
            try {
                outbox.send(release, traceparent).get();
                LOG.infof("%s released: %s", grant.token(), result.outcome());
                return;
            } catch (ExecutionException e) {
                LOG.warnf("%s cannot be released yet: %s", grant.token(), e.getCause());
                Thread.sleep(TRY_AGAIN);
            }
        }
    }

    /** The same without waiting. */
    public void releaseSoon(Grant grant, RunResult result) {
        Thread.ofVirtual().name("release " + grant.token()).start(() -> {
            try (TracedWork work = TracedWork.beginOn(grant.request(), "unwanted grant");
                    LogFields fields = new LogFields()) {
                fields.grant(grant);
                release(grant, result);
                work.done();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }
}
