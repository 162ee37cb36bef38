package dev.seedgate.verification.page;

import dev.seedgate.protocol.ClusterPartitioner;
import dev.seedgate.protocol.Heartbeat;
import dev.seedgate.protocol.Json;
import dev.seedgate.protocol.Scheduling;
import dev.seedgate.protocol.SeedRequest;
import dev.seedgate.protocol.Topic;
import dev.seedgate.protocol.TopicNames;
import dev.seedgate.protocol.WorkerId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Somebody who writes to the topics what the API would never take, to see what a page makes of it. */
final class HostileRecords implements AutoCloseable {
    private static final String CLUSTER = "main";

    private final TopicNames topics = new TopicNames("");
    private final KafkaProducer<String, byte[]> producer;

    HostileRecords(String bootstrapServers) {
        this.producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /** A seed with such a name for everything. */
    void request(String id, String name) throws InterruptedException {
        write(
                Topic.SEED_REQUESTS,
                new SeedRequest(
                        id,
                        CLUSTER,
                        name,
                        name,
                        2,
                        1,
                        Duration.ofMinutes(1),
                        Map.of(name, name),
                        Scheduling.DEFAULT,
                        Instant.now()));
    }

    /** A worker of such a name. */
    void worker(String name) throws InterruptedException {
        write(Topic.TOKEN_HEARTBEATS, new Heartbeat.Presence(CLUSTER, new WorkerId(name, "first-life"), 1));
    }

    private void write(Topic topic, Object message) throws InterruptedException {
        String name = topics.of(topic);
        int partition = ClusterPartitioner.partition(
                CLUSTER, producer.partitionsFor(name).size());
        try {
            producer.send(new ProducerRecord<>(name, partition, CLUSTER, Json.write(message)))
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("not written: " + message, e);
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }
}
