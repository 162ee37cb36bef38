package dev.seedgate.admission.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.seedgate.admission.agent.ObservationSink.Delivery;
import dev.seedgate.localstack.LocalStack;
import dev.seedgate.localstack.LocalStackConfig;
import dev.seedgate.protocol.ClusterObservation;
import dev.seedgate.protocol.ClusterObservation.Unreachable;
import dev.seedgate.protocol.ClusterPartitioner;
import dev.seedgate.protocol.Json;
import dev.seedgate.protocol.Topic;
import dev.seedgate.protocol.TopicNames;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;

class ObservationPublisherIT {
    private static final TopicNames TOPICS = new TopicNames("publisher-");
    private static final String TOPIC = TOPICS.of(Topic.CLUSTER_OBSERVATIONS);
    private static final int PARTITIONS = 5;

    @Test
    void sendsToTheClustersPartitionAndHoldsNobodyUpWhileTheBrokerIsAway() throws Exception {
        try (LocalStack stack = LocalStack.start(LocalStackConfig.forTests().withoutPostgres())) {
            String servers = stack.broker().bootstrapServers();
            createTopic(servers);
            ObservationPublisher publisher =
                    new ObservationPublisher(Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, servers), TOPICS);

            List<Boolean> arrived = new CopyOnWriteArrayList<>();
            publisher.accept(new Unreachable("main", "first"), arrived::add);
            publisher.accept(new Unreachable("other", "second"), arrived::add);
            await().atMost(Duration.ofSeconds(30)).until(() -> read(servers).size() == 2);
            await().atMost(Duration.ofSeconds(30)).until(() -> arrived.equals(List.of(true, true)));

            stack.broker().kill();
            List<Boolean> outcomes = new CopyOnWriteArrayList<>();
            long before = System.nanoTime();
            for (int look = 0; look < 3; look++) {
                publisher.accept(new Unreachable("main", "lost"), outcomes::add);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(6));
            await().atMost(Duration.ofSeconds(30)).until(() -> outcomes.equals(List.of(false, false, false)));

            stack.broker().start();
            await().atMost(Duration.ofSeconds(60)).until(() -> {
                publisher.accept(new Unreachable("main", "again"), Delivery.IGNORED);
                return read(servers).stream()
                        .anyMatch(record -> message(record).equals(new Unreachable("main", "again")));
            });
            publisher.close();

            assertThat(read(servers)).allSatisfy(record -> {
                String key = new String(record.key(), StandardCharsets.UTF_8);
                assertThat(key).isEqualTo(message(record).cluster());
                assertThat(record.partition()).isEqualTo(ClusterPartitioner.partition(key, PARTITIONS));
            });
        }
    }

    private static void createTopic(String servers) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, PARTITIONS, (short) 1)))
                    .all()
                    .get();
        }
    }

    private static ClusterObservation message(ConsumerRecord<byte[], byte[]> record) {
        return Json.read(record.value(), ClusterObservation.class);
    }

    /** Everything on the topic. */
    private static List<ConsumerRecord<byte[], byte[]>> read(String servers) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", servers), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(TOPIC).stream()
                    .map(info -> new TopicPartition(TOPIC, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
        }
        return records;
    }
}
