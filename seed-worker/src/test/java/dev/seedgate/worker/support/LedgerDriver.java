package dev.seedgate.worker.support;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedgate.protocol.BidMessage;
import dev.seedgate.protocol.ClusterPartitioner;
import dev.seedgate.protocol.Heartbeat;
import dev.seedgate.protocol.Json;
import dev.seedgate.protocol.Reply;
import dev.seedgate.protocol.Reply.Grant;
import dev.seedgate.protocol.SeedRequest;
import dev.seedgate.protocol.StatusMessage;
import dev.seedgate.protocol.TokenRelease;
import dev.seedgate.protocol.Topic;
import dev.seedgate.protocol.TopicNames;
import dev.seedgate.protocol.Traceparent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;

/** Plays the ledger's side by hand: makes the topics, collects what workers write, writes grants and revocations. */
public final class LedgerDriver implements AutoCloseable {
    private static final int PARTITIONS = 3;
    private static final int GRANT_PARTITIONS = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final TopicNames topics;
    private final String bootstrap;
    private final KafkaProducer<String, byte[]> producer;
    private final List<ConsumerRecord<String, byte[]>> records = new CopyOnWriteArrayList<>();
    private final Set<String> answered = new HashSet<>();
    private final Thread reader;
    private volatile boolean closed;

    public LedgerDriver(String bootstrap, String prefix) {
        this.bootstrap = bootstrap;
        this.topics = new TopicNames(prefix);
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap), new StringSerializer(), new ByteArraySerializer());
        this.reader = Thread.ofPlatform().name("ledger driver").daemon().unstarted(this::read);
    }

    /** Makes the topics and begins to read. */
    public LedgerDriver start() throws Exception {
        try (Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", bootstrap))) {
            admin.createTopics(Stream.of(Topic.values()).map(this::newTopic).toList())
                    .all()
                    .get();
        }
        reader.start();
        return this;
    }

    /** Waits for a bid that was not answered yet. */
    public BidMessage.Acquire awaitBid() {
        BidMessage.Acquire bid = Awaitility.await("a bid")
                .atMost(PATIENCE)
                .until(() -> openBids().findFirst().orElse(null), found -> found != null);
        answered.add(bid.bid());
        return bid;
    }

    /** Answers the next bid with a grant. */
    public Grant grant(SeedRequest request, Duration lease) {
        BidMessage.Acquire bid = awaitBid();
        Grant grant = Grants.grant(request, bid.bid(), bid.worker(), lease);
        reply(bid.replyPartition(), grant);
        return grant;
    }

    public void reply(int partition, Reply reply) {
        write(Topic.TOKEN_GRANTS, partition, Json.write(reply));
    }

    public void write(Topic topic, int partition, byte[] value) {
        try {
            producer.send(new ProducerRecord<>(topics.of(topic), partition, Grants.CLUSTER, value))
                    .get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Writes a reply as an owner would that dies before it commits. */
    public void replyWithoutCommit(int partition, Reply reply) throws Exception {
        try (var owner = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", bootstrap, "transactional.id", topics.prefix() + "owner"),
                new StringSerializer(),
                new ByteArraySerializer())) {
            owner.initTransactions();
            owner.beginTransaction();
            owner.send(new ProducerRecord<>(
                            topics.of(Topic.TOKEN_GRANTS), partition, Grants.CLUSTER, Json.write(reply)))
                    .get();
            owner.abortTransaction();
        }
    }

    public TokenRelease awaitRelease(Grant grant) {
        return Awaitility.await("the release of " + grant.token())
                .atMost(PATIENCE)
                .until(() -> releases(grant).findFirst().orElse(null), found -> found != null);
    }

    public Stream<TokenRelease> releases(Grant grant) {
        return messages(Topic.TOKEN_RELEASES, TokenRelease.class)
                .filter(release -> release.token().equals(grant.token()));
    }

    /** The header of a release that says where it belongs in a trace. */
    public String traceparent(TokenRelease release) {
        return records.stream()
                .filter(record -> record.topic().equals(topics.of(Topic.TOKEN_RELEASES)))
                .filter(record -> Json.read(record.value(), TokenRelease.class).equals(release))
                .map(record -> record.headers().lastHeader(Traceparent.HEADER))
                .map(header -> header == null ? "no header" : new String(header.value(), StandardCharsets.UTF_8))
                .findFirst()
                .orElseThrow();
    }

    public Stream<BidMessage> bids() {
        return messages(Topic.TOKEN_REQUESTS, BidMessage.class);
    }

    public Stream<Heartbeat> heartbeats() {
        return messages(Topic.TOKEN_HEARTBEATS, Heartbeat.class);
    }

    public Stream<StatusMessage> progress() {
        return messages(Topic.SEED_STATUS, StatusMessage.class);
    }

    @Override
    public void close() {
        closed = true;
        producer.close(Duration.ZERO);
    }

    private Stream<BidMessage.Acquire> openBids() {
        return bids().filter(BidMessage.Acquire.class::isInstance)
                .map(BidMessage.Acquire.class::cast)
                .filter(bid -> !answered.contains(bid.bid()));
    }

    private <T> Stream<T> messages(Topic topic, Class<T> type) {
        return records.stream()
                .filter(record -> record.topic().equals(topics.of(topic)))
                .peek(record -> assertThat(record.partition())
                        .isEqualTo(ClusterPartitioner.partition(Grants.CLUSTER, PARTITIONS)))
                .map(record -> Json.read(record.value(), type));
    }

    private void read() {
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", bootstrap, "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(Stream.of(
                            Topic.TOKEN_REQUESTS, Topic.TOKEN_HEARTBEATS, Topic.TOKEN_RELEASES, Topic.SEED_STATUS)
                    .flatMap(topic -> Stream.iterate(0, i -> i + 1)
                            .limit(PARTITIONS)
                            .map(partition -> new TopicPartition(topics.of(topic), partition)))
                    .toList());
            consumer.seekToBeginning(consumer.assignment());
            while (!closed) {
                consumer.poll(Duration.ofMillis(50)).forEach(records::add);
            }
        }
    }

    private NewTopic newTopic(Topic topic) {
        int partitions = topic == Topic.TOKEN_GRANTS ? GRANT_PARTITIONS : PARTITIONS;
        String timestamps = topic.role() == Topic.Role.INPUT ? "LogAppendTime" : "CreateTime";
        return new NewTopic(topics.of(topic), partitions, (short) 1)
                .configs(Map.of("message.timestamp.type", timestamps));
    }
}
