package dev.seedgate.verification.measure;

import dev.seedgate.protocol.BidMessage;
import dev.seedgate.protocol.ClusterPartitioner;
import dev.seedgate.protocol.Json;
import dev.seedgate.protocol.Reply;
import dev.seedgate.protocol.SeedOutcome;
import dev.seedgate.protocol.SeedRequest;
import dev.seedgate.protocol.TokenRelease;
import dev.seedgate.protocol.Topic;
import dev.seedgate.protocol.TopicNames;
import dev.seedgate.protocol.WorkerId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * What the API and many workers write and read, without a service between: plain clients with the settings of a worker. All grants
 * of all partitions arrive on one thread, which stamps them before it reads them.
 */
final class Wire implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration BID_LIFE = Duration.ofMinutes(5);
    private static final int LARGEST_REQUEST = 1_000;

    private final String cluster;
    private final byte[] key;
    private final TopicNames topics = new TopicNames("");
    private final KafkaProducer<byte[], byte[]> producer;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final int partition;
    private final int grantPartitions;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread receiver;
    private volatile GrantListener listener = (grant, nanos) -> {};
    private volatile @Nullable RuntimeException failure;

    /** Hears every grant. Called on one thread. */
    @FunctionalInterface
    interface GrantListener {
        /**
         * A grant arrived.
         *
         * @param receivedNanos {@link System#nanoTime()} when it was taken from the poll, before it was read
         */
        void granted(Reply.Grant grant, long receivedNanos);
    }

    /** Connects; the topics must exist. */
    Wire(String bootstrapServers, String cluster) {
        this.cluster = cluster;
        this.key = cluster.getBytes(StandardCharsets.UTF_8);
        this.producer = new KafkaProducer<>(
                producerConfig(bootstrapServers), new ByteArraySerializer(), new ByteArraySerializer());
        this.consumer = new KafkaConsumer<>(
                consumerConfig(bootstrapServers), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.partition = ClusterPartitioner.partition(cluster, partitions(Topic.TOKEN_REQUESTS));
        this.grantPartitions = partitions(Topic.TOKEN_GRANTS);
        List<TopicPartition> grants = producer.partitionsFor(topics.of(Topic.TOKEN_GRANTS)).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(grants);
        consumer.seekToEnd(grants);
        grants.forEach(consumer::position);
        this.receiver = Thread.ofPlatform().name("grants").start(this::receive);
    }

    private static Map<String, Object> producerConfig(String bootstrapServers) {
        Map<String, Object> config = new HashMap<>();
        config.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        return config;
    }

    private static Map<String, Object> consumerConfig(String bootstrapServers) {
        Map<String, Object> config = new HashMap<>();
        config.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 1);
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        return config;
    }

    private int partitions(Topic topic) {
        return producer.partitionsFor(topics.of(topic)).size();
    }

    /** The partition on which this cluster's commands travel. */
    int partition() {
        return partition;
    }

    /** How many partitions replies are spread over. */
    int grantPartitions() {
        return grantPartitions;
    }

    /** Replaces who hears the grants from now on. */
    void onGrant(GrantListener newListener) {
        listener = newListener;
    }

    void submit(SeedRequest request) {
        send(Topic.SEED_REQUESTS, request);
    }

    void bid(String bid, WorkerId worker, int replyPartition) {
        send(
                Topic.TOKEN_REQUESTS,
                new BidMessage.Acquire(
                        cluster, bid, worker, replyPartition, LARGEST_REQUEST, List.of(), BID_LIFE, null));
    }

    void withdraw(String bid, WorkerId worker) {
        send(Topic.TOKEN_REQUESTS, new BidMessage.Withdraw(cluster, bid, worker));
    }

    /** Gives a token back after a success that cost nothing. */
    void release(Reply.Grant grant) {
        send(
                Topic.TOKEN_RELEASES,
                new TokenRelease(cluster, grant.token(), grant.worker(), true, new SeedOutcome.Succeeded(1, false)));
    }

    private void send(Topic topic, Object message) {
        var unused = producer.send(
                new ProducerRecord<>(topics.of(topic), partition, key, Json.write(message)), (metadata, problem) -> {
                    if (problem != null) {
                        failure = new IllegalStateException("could not write to " + topics.of(topic), problem);
                    }
                });
    }

    private void receive() {
        try {
            while (closing.getCount() > 0) {
                for (ConsumerRecord<byte[], byte[]> message : consumer.poll(POLL)) {
                    long received = System.nanoTime();
                    if (Json.read(message.value(), Reply.class) instanceof Reply.Grant grant) {
                        listener.granted(grant, received);
                    }
                }
            }
        } catch (RuntimeException e) {
            failure = e;
        } finally {
            consumer.close();
        }
    }

    /**
     * Says whether all went well so far.
     *
     * @throws IllegalStateException when a write failed or the reading stopped
     */
    void requireSound() {
        RuntimeException problem = failure;
        if (problem != null) {
            throw new IllegalStateException("the wire broke: " + problem.getMessage(), problem);
        }
    }

    @Override
    public void close() {
        closing.countDown();
        try {
            receiver.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        producer.close();
    }
}
