package dev.seedgate.verification.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedgate.localstack.LocalStack;
import dev.seedgate.localstack.LocalStackConfig;
import dev.seedgate.protocol.SeedState;
import dev.seedgate.protocol.Topic;
import dev.seedgate.protocol.TopicNames;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * On a broker that knows its clients: the services have what they need, and a worker's account, whoever has come by it, can write
 * nothing by which tokens are granted.
 */
class ForbiddenWriterIT {
    private static final TopicNames TOPICS = new TopicNames("");
    private static final String GROUP = "seedgate-admission";
    /** What must reach the ledger from workers. */
    private static final Set<Topic> OPEN_TO_WORKERS = EnumSet.of(
            Topic.TOKEN_REQUESTS,
            Topic.TOKEN_HEARTBEATS,
            Topic.TOKEN_RELEASES,
            Topic.SEED_STATUS,
            Topic.SEED_LOGS,
            Topic.SEED_REJECTS);

    private static final BrokerWithAccounts BROKER = new BrokerWithAccounts();

    @SuppressWarnings("NullAway.Init") // started before the tests
    private static SeedgateSystem system;

    @BeforeAll
    static void start() throws Exception {
        LocalStack stack = LocalStack.start(BROKER.in(SeedgateSystem.configured(LocalStackConfig.forTests())));
        BrokerWithAccounts.grantRights(stack.broker().bootstrapServers(), TOPICS, GROUP);
        system = SeedgateSystem.start(
                stack,
                new SeedgateSystem.Shape(
                        2,
                        8,
                        1,
                        false,
                        false,
                        config -> BROKER.wire(
                                config, Stream.of("admission"), Stream.of("worker-1", "worker-2", "worker-3"))));
    }

    @AfterAll
    static void stop() {
        system.close();
    }

    @Test
    void theServicesNeedNothingBeyondTheirRights() throws Exception {
        try (Run run = system.begin()) {
            List<String> seeds = run.postTally(3, Duration.ZERO);
            run.awaitFinished();

            assertThat(seeds).allMatch(id -> run.last(id).state() == SeedState.SUCCEEDED);
            run.verify();
        }
    }

    @Test
    void aWorkersAccountWritesNothingByWhichTokensAreGranted() {
        for (Topic topic : Topic.values()) {
            if (OPEN_TO_WORKERS.contains(topic)) {
                continue;
            }
            assertThatThrownBy(() -> write(topic, Map.of()))
                    .as(topic.baseName())
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(AuthorizationException.class);
        }
    }

    @Test
    void aWorkersAccountCannotFenceTheLedgerNorTakeItsPartitions() {
        assertThatThrownBy(() -> write(
                        Topic.TOKEN_RELEASES, Map.of(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "seedgate-ledger-0")))
                .isInstanceOf(TransactionalIdAuthorizationException.class);

        Map<String, Object> settings = new HashMap<>(BROKER.client(BrokerWithAccounts.WORKER));
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, GROUP);
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(TOPICS.of(Topic.TOKEN_GRANTS)));
            assertThatThrownBy(() -> consumer.poll(Duration.ofSeconds(30)))
                    .isInstanceOf(GroupAuthorizationException.class);
        }
    }

    @Test
    void aWorkersAccountReadsNothingButGrants() {
        Map<String, Object> settings = new HashMap<>(BROKER.client(BrokerWithAccounts.WORKER));
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, "worker-whoever");
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            for (Topic topic : EnumSet.complementOf(EnumSet.of(Topic.TOKEN_GRANTS))) {
                consumer.subscribe(List.of(TOPICS.of(topic)));
                assertThatThrownBy(() -> consumer.poll(Duration.ofSeconds(30)))
                        .as(topic.baseName())
                        .isInstanceOf(AuthorizationException.class);
            }
        }
    }

    private static void write(Topic topic, Map<String, Object> more) throws Exception {
        Map<String, Object> settings = new HashMap<>(BROKER.client(BrokerWithAccounts.WORKER));
        settings.putAll(more);
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            if (more.containsKey(ProducerConfig.TRANSACTIONAL_ID_CONFIG)) {
                producer.initTransactions();
            }
            producer.send(new ProducerRecord<>(TOPICS.of(topic), new byte[] {'x'}, new byte[] {'{', '}'}))
                    .get();
        }
    }
}
