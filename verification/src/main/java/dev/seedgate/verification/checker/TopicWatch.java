package dev.seedgate.verification.checker;

import dev.seedgate.protocol.DeadLetter;
import dev.seedgate.protocol.Json;
import dev.seedgate.protocol.Reply;
import dev.seedgate.protocol.StatusMessage;
import dev.seedgate.protocol.TokenEvent;
import dev.seedgate.protocol.Topic;
import dev.seedgate.protocol.TopicNames;
import dev.seedgate.protocol.UnreadableRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the installation's outputs on a thread of its own, from the moment at which it is started, and tells its observers. Only
 * what was committed counts. The broker may go and come back meanwhile.
 */
public final class TopicWatch implements AutoCloseable {
    private static final List<Topic> TOPICS = List.of(
            Topic.TOKEN_EVENTS,
            Topic.TOKEN_GRANTS,
            Topic.SEED_STATUS,
            Topic.SEED_DEAD_LETTERS,
            Topic.ADMISSION_DEAD_LETTERS);
    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final long CLOSE_MILLIS = 10_000;

    private final TopicNames names;
    private final List<TopicObserver> observers;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final AtomicReference<@Nullable CompletableFuture<Void>> catchUp = new AtomicReference<>();
    private final Thread thread;
    private volatile boolean closing;

    private TopicWatch(String bootstrapServers, TopicNames names, List<TopicObserver> observers) {
        this.names = names;
        this.observers = List.copyOf(observers);
        this.consumer =
                new KafkaConsumer<>(config(bootstrapServers), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.thread = Thread.ofPlatform().daemon().name("topic-watch").unstarted(this::run);
    }

    /** Returns once its place in every topic is fixed, so that nothing that comes later is missed. The topics must exist. */
    public static TopicWatch start(String bootstrapServers, TopicNames names, List<TopicObserver> observers) {
        TopicWatch watch = new TopicWatch(bootstrapServers, names, observers);
        watch.seekToEnd();
        watch.thread.start();
        return watch;
    }

    /**
     * Returns when the observers have heard everything that was committed before this call.
     *
     * @throws IllegalStateException when that takes longer, or the watch has ended with an error
     */
    public void catchUp(Duration atMost) {
        CompletableFuture<Void> asked = new CompletableFuture<>();
        catchUp.set(asked);
        try {
            asked.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new IllegalStateException("The topics could not be read to their ends within " + atMost, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while reading the topics to their ends", e);
        }
    }

    private static Map<String, Object> config(String bootstrapServers) {
        return Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                200,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "none");
    }

    private void seekToEnd() {
        List<TopicPartition> partitions = TOPICS.stream()
                .flatMap(topic -> consumer.partitionsFor(names.of(topic)).stream())
                .map(each -> new TopicPartition(each.topic(), each.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
    }

    private void run() {
        try (consumer) {
            while (!closing) {
                consumer.poll(POLL).forEach(this::tell);
                CompletableFuture<Void> asked = catchUp.getAndSet(null);
                if (asked != null) {
                    readToEnd();
                    asked.complete(null);
                }
            }
        } catch (RuntimeException e) {
            CompletableFuture<Void> asked = catchUp.getAndSet(CompletableFuture.failedFuture(e));
            if (asked != null) {
                asked.completeExceptionally(e);
            }
            throw e;
        }
    }

    private void readToEnd() {
        Map<TopicPartition, Long> ends = ends();
        while (!closing && ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            consumer.poll(POLL).forEach(this::tell);
        }
    }

    /** The ends of what is committed. */
    private Map<TopicPartition, Long> ends() {
        while (true) {
            try {
                return new HashMap<>(consumer.endOffsets(consumer.assignment(), ANSWER));
            } catch (KafkaException e) {
                if (closing) {
                    throw e;
                }
            }
        }
    }

    private void tell(ConsumerRecord<byte[], byte[]> record) {
        Instant at = Instant.ofEpochMilli(record.timestamp());
        byte[] value = record.value();
        switch (names.topic(record.topic())) {
            case TOKEN_EVENTS -> {
                TokenEvent line = Json.read(value, TokenEvent.class);
                observers.forEach(each -> each.journal(line, at));
            }
            case TOKEN_GRANTS -> {
                if (Json.read(value, Reply.class) instanceof Reply.Grant grant) {
                    observers.forEach(each -> each.grant(grant, at));
                }
            }
            case SEED_STATUS -> {
                if (Json.read(value, StatusMessage.class) instanceof StatusMessage.SeedStatus status) {
                    observers.forEach(each -> each.status(status, at));
                }
            }
            case SEED_DEAD_LETTERS -> {
                DeadLetter letter = Json.read(value, DeadLetter.class);
                observers.forEach(each -> each.deadLetter(letter, at));
            }
            case ADMISSION_DEAD_LETTERS -> {
                UnreadableRecord unreadable = Json.read(value, UnreadableRecord.class);
                observers.forEach(each -> each.putAside(unreadable, at));
            }
            case SEED_REQUESTS,
                    TOKEN_REQUESTS,
                    TOKEN_HEARTBEATS,
                    TOKEN_RELEASES,
                    ADMISSION_COMMANDS,
                    CLUSTER_OBSERVATIONS,
                    SEED_LOGS,
                    SEED_REJECTS,
                    ADMISSION_LEDGER -> throw new IllegalStateException("not subscribed to " + record.topic());
        }
    }

    @Override
    public void close() {
        closing = true;
        try {
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
