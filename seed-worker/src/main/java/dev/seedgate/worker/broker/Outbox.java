package dev.seedgate.worker.broker;

import dev.seedgate.protocol.BidMessage;
import dev.seedgate.protocol.ClusterPartitioner;
import dev.seedgate.protocol.Heartbeat;
import dev.seedgate.protocol.Json;
import dev.seedgate.protocol.RejectedRow;
import dev.seedgate.protocol.RunLogLine;
import dev.seedgate.protocol.StatusMessage.SeedProgress;
import dev.seedgate.protocol.TokenRelease;
import dev.seedgate.protocol.Topic;
import dev.seedgate.telemetry.TraceHeader;
import dev.seedgate.worker.config.WorkerSettings;
import io.smallrye.reactive.messaging.OutgoingMessageMetadata;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;
import org.jspecify.annotations.Nullable;

/**
 * Sends the worker's messages, each to its cluster's partition. Sending never blocks; what is returned completes with the broker's
 * append time in milliseconds since 1970 when the broker has the record for good, or exceptionally when it was given up.
 */
@ApplicationScoped
public class Outbox {
    private final WorkerSettings settings;
    private final TopicLayout layout;
    private final Emitter<byte[]> bids;
    private final Emitter<byte[]> heartbeats;
    private final Emitter<byte[]> releases;
    private final Emitter<byte[]> progress;
    private final Emitter<byte[]> logs;
    private final Emitter<byte[]> rejects;
    private final AtomicReference<@Nullable Long> lastConfirmed = new AtomicReference<>();

    Outbox(
            WorkerSettings settings,
            TopicLayout layout,
            @Channel("bids") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER) Emitter<byte[]> bids,
            @Channel("heartbeats") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER) Emitter<byte[]> heartbeats,
            @Channel("releases") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER) Emitter<byte[]> releases,
            @Channel("progress") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER) Emitter<byte[]> progress,
            @Channel("logs") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER) Emitter<byte[]> logs,
            @Channel("rejects") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER) Emitter<byte[]> rejects) {
        this.settings = settings;
        this.layout = layout;
        this.bids = bids;
        this.heartbeats = heartbeats;
        this.releases = releases;
        this.progress = progress;
        this.logs = logs;
        this.rejects = rejects;
    }

    public CompletableFuture<Long> send(BidMessage bid) {
        return send(bids, Topic.TOKEN_REQUESTS, bid.cluster(), bid.cluster(), bid);
    }

    public CompletableFuture<Long> send(Heartbeat heartbeat) {
        return send(heartbeats, Topic.TOKEN_HEARTBEATS, heartbeat.cluster(), heartbeat.cluster(), heartbeat);
    }

    /**
     * Gives a token back.
     *
     * @param traceparent where that belongs in a trace; null for none
     */
    public CompletableFuture<Long> send(TokenRelease release, @Nullable String traceparent) {
        var headers = new RecordHeaders();
        TraceHeader.add(headers, traceparent);
        return send(releases, address(Topic.TOKEN_RELEASES, release.cluster(), release.cluster(), headers), release);
    }

    /** Sends progress to where the cluster's owner orders it. */
    public CompletableFuture<Long> send(String cluster, SeedProgress report) {
        return send(progress, Topic.SEED_STATUS, cluster, report.key(), report);
    }

    /** Sends a line of a run's log to where its cluster's other records are. */
    public CompletableFuture<Long> send(String cluster, RunLogLine line) {
        return send(logs, Topic.SEED_LOGS, cluster, line.request(), line);
    }

    /** Sends a row that was put aside to where its cluster's other records are. */
    public CompletableFuture<Long> send(String cluster, RejectedRow row) {
        return send(rejects, Topic.SEED_REJECTS, cluster, row.request(), row);
    }

    /** How long ago the broker last confirmed anything; nothing where it never did. */
    public Optional<Duration> sinceLastConfirmed() {
        return Optional.ofNullable(lastConfirmed.get()).map(at -> Duration.ofNanos(System.nanoTime() - at));
    }

    private CompletableFuture<Long> send(
            Emitter<byte[]> channel, Topic topic, String cluster, String key, Object message) {
        return send(channel, address(topic, cluster, key, new RecordHeaders()), message);
    }

    private OutgoingKafkaRecordMetadata<String> address(Topic topic, String cluster, String key, Headers headers) {
        return OutgoingKafkaRecordMetadata.<String>builder()
                .withTopic(settings.topics().of(topic))
                .withPartition(ClusterPartitioner.partition(cluster, layout.partitions(topic)))
                .withKey(key)
                .withHeaders(headers)
                .build();
    }

    private CompletableFuture<Long> send(
            Emitter<byte[]> channel, OutgoingKafkaRecordMetadata<String> address, Object message) {
        var sent = new CompletableFuture<Long>();
        var result = new OutgoingMessageMetadata<RecordMetadata>();
        try {
            channel.send(Message.of(
                    Json.write(message),
                    Metadata.of(address, result),
                    () -> confirmed(sent, result),
                    failure -> failed(sent, failure)));
        } catch (RuntimeException e) {
            sent.completeExceptionally(e); // the channel is closed: the process is ending
        }
        return sent;
    }

    private CompletableFuture<Void> confirmed(
            CompletableFuture<Long> sent, OutgoingMessageMetadata<RecordMetadata> result) {
        lastConfirmed.set(System.nanoTime());
        sent.complete(result.getResult().timestamp());
        return CompletableFuture.completedFuture(null);
    }

    private static CompletableFuture<Void> failed(CompletableFuture<Long> sent, Throwable failure) {
        sent.completeExceptionally(failure);
        return CompletableFuture.completedFuture(null);
    }
}
