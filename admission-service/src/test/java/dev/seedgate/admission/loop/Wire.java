package dev.seedgate.admission.loop;

import dev.seedgate.admission.ledger.LedgerView;
import dev.seedgate.core.ledger.Token;
import dev.seedgate.protocol.AdmissionCommand;
import dev.seedgate.protocol.BidMessage;
import dev.seedgate.protocol.ClusterObservation;
import dev.seedgate.protocol.ClusterObservation.Effect;
import dev.seedgate.protocol.ClusterObservation.GoneToken;
import dev.seedgate.protocol.ClusterPartitioner;
import dev.seedgate.protocol.Enforcement;
import dev.seedgate.protocol.Heartbeat;
import dev.seedgate.protocol.Json;
import dev.seedgate.protocol.Reply;
import dev.seedgate.protocol.Scheduling;
import dev.seedgate.protocol.SeedOutcome;
import dev.seedgate.protocol.SeedRequest;
import dev.seedgate.protocol.StatusMessage;
import dev.seedgate.protocol.TokenEvent;
import dev.seedgate.protocol.TokenRelease;
import dev.seedgate.protocol.Topic;
import dev.seedgate.protocol.TopicNames;
import dev.seedgate.protocol.WorkerId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Everybody else on the wire: sends what the API, workers and agents send, and reads what the loop committed. */
final class Wire implements AutoCloseable {
    private static final AtomicLong LOOKS = new AtomicLong();

    private final String bootstrapServers;
    private final TopicNames topics;
    private final int partitions;
    private final KafkaProducer<byte[], byte[]> producer;

    Wire(String bootstrapServers, TopicNames topics, int partitions) {
        this.bootstrapServers = bootstrapServers;
        this.topics = topics;
        this.partitions = partitions;
        this.producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.LINGER_MS_CONFIG,
                        0),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    static WorkerId worker(String name) {
        return new WorkerId(name, name + "-first-life");
    }

    void submit(String cluster, String id, int connections) {
        send(Topic.SEED_REQUESTS, cluster, request(cluster, id, connections));
    }

    static SeedRequest request(String cluster, String id, int connections) {
        return new SeedRequest(
                id,
                cluster,
                "shop",
                "meyer",
                connections,
                SeedRequest.DEFAULT_ATTEMPTS,
                Duration.ofMinutes(30),
                Map.of(),
                Scheduling.DEFAULT,
                Instant.parse("2026-01-01T00:00:00Z"));
    }

    void bid(String cluster, String bid, WorkerId worker) {
        send(
                Topic.TOKEN_REQUESTS,
                cluster,
                new BidMessage.Acquire(cluster, bid, worker, 0, 100, List.of(), Duration.ofMinutes(5), null));
    }

    void renew(String token, WorkerId worker) {
        String cluster = cluster(token);
        send(Topic.TOKEN_HEARTBEATS, cluster, new Heartbeat.LeaseRenewal(cluster, worker, token, 100, 0));
    }

    void announce(String cluster, WorkerId worker) {
        send(Topic.TOKEN_HEARTBEATS, cluster, new Heartbeat.Presence(cluster, worker, 2));
    }

    void release(Reply.Grant grant, SeedOutcome outcome) {
        send(
                Topic.TOKEN_RELEASES,
                grant.cluster(),
                new TokenRelease(grant.cluster(), grant.token(), grant.worker(), true, outcome));
    }

    void cancel(String cluster, String request) {
        send(Topic.ADMISSION_COMMANDS, cluster, new AdmissionCommand.CancelSeed(cluster, request));
    }

    /** Many records that mean nothing, written at once. */
    void crowd(String cluster, int records) {
        byte[] key = cluster.getBytes(StandardCharsets.UTF_8);
        byte[] presence = Json.write(new Heartbeat.Presence(cluster, worker("bystander"), 1));
        int partition = ClusterPartitioner.partition(cluster, partitions);
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (int i = 0; i < records; i++) {
            sent.add(producer.send(new ProducerRecord<>(topics.of(Topic.TOKEN_HEARTBEATS), partition, key, presence)));
        }
        sent.forEach(Wire::await);
    }

    private static void await(Future<RecordMetadata> sent) {
        try {
            sent.get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** An observation of a server with this many connections for tokens, and no token's session. */
    void observe(String cluster, int budget, long basis) {
        observe(cluster, budget, basis, List.of());
    }

    /** The same by an agent that knows this view: its draining tokens are gone, and their runs took no effect. */
    void observe(int budget, LedgerView view) {
        observe(
                view.cluster(),
                budget,
                view.revision(),
                view.tokens().stream()
                        .filter(Token.Draining.class::isInstance)
                        .map(token -> new GoneToken(token.terms().id(), new Effect.NeverApplied()))
                        .toList());
    }

    private void observe(String cluster, int budget, long basis, List<GoneToken> gone) {
        send(
                Topic.CLUSTER_OBSERVATIONS,
                cluster,
                new ClusterObservation.Seen(
                        cluster,
                        basis,
                        new ClusterObservation.Look("wire", LOOKS.incrementAndGet()),
                        new ClusterObservation.ServerSettings(budget, 0, 0, null),
                        Enforcement.TAG,
                        List.of(),
                        0,
                        List.of(),
                        gone,
                        List.of(),
                        List.of()));
    }

    void send(Topic topic, String cluster, Object message) {
        sendRaw(topic, cluster, Json.write(message));
    }

    void sendRaw(Topic topic, String cluster, byte[] value) {
        byte[] key = cluster.getBytes(StandardCharsets.UTF_8);
        int partition = ClusterPartitioner.partition(cluster, partitions);
        await(producer.send(new ProducerRecord<>(topics.of(topic), partition, key, value)));
    }

    private static String cluster(String token) {
        return token.substring(0, token.lastIndexOf('-'));
    }

    List<Reply.Grant> grants() {
        return read(Topic.TOKEN_GRANTS, Reply.class).stream()
                .filter(Reply.Grant.class::isInstance)
                .map(Reply.Grant.class::cast)
                .toList();
    }

    List<TokenEvent> journal() {
        return read(Topic.TOKEN_EVENTS, TokenEvent.class);
    }

    List<String> journalOf(String event) {
        return journal().stream()
                .filter(line -> line.event().equals(event))
                .map(line -> String.valueOf(line.token() == null ? line.request() : line.token()))
                .toList();
    }

    List<StatusMessage.SeedStatus> statuses(String request) {
        return read(Topic.SEED_STATUS, StatusMessage.class).stream()
                .filter(StatusMessage.SeedStatus.class::isInstance)
                .map(StatusMessage.SeedStatus.class::cast)
                .filter(status -> status.request().id().equals(request))
                .toList();
    }

    /** All committed messages of a topic, in the order of each partition. */
    <T> List<T> read(Topic topic, Class<T> type) {
        return records(topic).stream()
                .filter(record -> record.value() != null)
                .map(record -> Json.read(record.value(), type))
                .toList();
    }

    List<ConsumerRecord<byte[], byte[]>> records(Topic topic) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        Map<String, Object> config = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false);
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> all = consumer.partitionsFor(topics.of(topic)).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(all);
            consumer.seekToBeginning(all);
            Map<TopicPartition, Long> ends = consumer.endOffsets(all);
            while (all.stream().anyMatch(one -> consumer.position(one) < ends.getOrDefault(one, 0L))) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
        }
        return records;
    }

    @Override
    public void close() {
        producer.close();
    }
}
