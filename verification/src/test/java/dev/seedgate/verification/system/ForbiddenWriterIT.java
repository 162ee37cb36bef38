package dev.seedgate.verification.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedgate.localstack.LocalStack;
import dev.seedgate.localstack.LocalStackConfig;
import dev.seedgate.protocol.SeedState;
import dev.seedgate.protocol.Topic;
import dev.seedgate.protocol.TopicNames;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
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
import org.junit.jupiter.api.io.TempDir;

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

    @TempDir
    private static Path folder = Path.of("");

    @SuppressWarnings("NullAway.Init") // made before the tests
    private static BrokerWithAccounts broker;

    @SuppressWarnings("NullAway.Init") // started before the tests
    private static SeedgateSystem system;

    @BeforeAll
    static void start() throws Exception {
        broker = new BrokerWithAccounts(BrokerCertificate.in(folder));
        LocalStack stack = LocalStack.start(broker.in(SeedgateSystem.configured(LocalStackConfig.forTests())));
        BrokerWithAccounts.grantRights(stack.broker().bootstrapServers(), TOPICS, GROUP);
        system = SeedgateSystem.start(
                stack,
                new SeedgateSystem.Shape(
                        2,
                        8,
                        1,
                        false,
                        false,
                        config -> broker.wire(
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

        Map<String, Object> settings = new HashMap<>(broker.client(BrokerWithAccounts.WORKER));
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, GROUP);
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(TOPICS.of(Topic.TOKEN_GRANTS)));
            assertThatThrownBy(() -> consumer.poll(Duration.ofSeconds(30)))
                    .isInstanceOf(GroupAuthorizationException.class);
        }
    }

    @Test
    void aWorkersAccountReadsNothingButGrants() {
        Map<String, Object> settings = new HashMap<>(broker.client(BrokerWithAccounts.WORKER));
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

    @Test
    void whoeverMayReadTheJournalFollowsItWithAFileOfKafkasTools() throws Exception {
        try (Run run = system.begin()) {
            run.postTally(1, Duration.ZERO);
            run.awaitFinished();
        }
        String reader = properties(broker.client(BrokerWithAccounts.READER));

        Seedctl journal = topics("--command-config", reader, "--topic", "token.events", "--no-follow");
        assertThat(journal.words()).contains("token-released");
        assertThat(journal.status()).isZero();

        Seedctl others = topics("--command-config", reader, "--no-follow");
        assertThat(others.words())
                .contains("not for this account, and passed over: token.requests")
                .contains("token-released");
        assertThat(others.status()).isZero();

        Seedctl list = topics("--command-config", reader, "--list");
        assertThat(list.words()).containsPattern("token\\.events +4 ").containsPattern("token\\.grants +no right");
        assertThat(list.status()).isZero();
    }

    @Test
    void whoeverCannotLogInOrReadIsToldWhatToDo() throws Exception {
        Map<String, Object> wrong = broker.client(BrokerWithAccounts.READER, "wrong");
        String file = properties(wrong);
        for (String option : List.of("--no-follow", "--list")) {
            Seedctl refused = topics("--command-config", file, option);
            assertThat(refused.words())
                    .contains("No login at the broker " + broker.address(), "Invalid username or password")
                    .contains("mend security.protocol, sasl.* or ssl.* in " + file)
                    .hasLineCount(1);
            assertThat(refused.status()).isEqualTo(1);
        }

        wrong.keySet().removeIf(key -> key.startsWith("ssl.truststore"));
        Seedctl untrusted = topics("--command-config", properties(wrong), "--no-follow");
        assertThat(untrusted.words())
                .contains("unable to find valid certification path")
                .hasLineCount(1);
        assertThat(untrusted.status()).isEqualTo(1);

        String worker = properties(broker.client(BrokerWithAccounts.WORKER));
        Seedctl unread =
                topics("--command-config", worker, "--topic", "token.releases", "--no-follow", "--since", "1d");
        assertThat(unread.words())
                .contains("does not let us read", "token.releases")
                .hasLineCount(1);
        assertThat(unread.status()).isEqualTo(1);

        for (String option : List.of("--no-follow", "--list")) {
            Seedctl unsaid = topics(option);
            assertThat(unsaid.words())
                    .contains("say how with --command-config FILE")
                    .hasLineCount(1);
            assertThat(unsaid.status()).isEqualTo(69);
        }
    }

    private static Seedctl topics(String... options) throws Exception {
        return Seedctl.run(
                folder,
                Stream.concat(Stream.of("topics", "--bootstrap-servers", broker.address()), Stream.of(options))
                        .toArray(String[]::new));
    }

    private static String properties(Map<String, Object> client) throws IOException {
        Properties properties = new Properties();
        client.forEach((key, value) -> properties.setProperty(key, String.valueOf(value)));
        Path file = Files.createTempFile(folder, "client-", ".properties");
        try (OutputStream out = Files.newOutputStream(file)) {
            properties.store(out, null);
        }
        return file.toString();
    }

    private static void write(Topic topic, Map<String, Object> more) throws Exception {
        Map<String, Object> settings = new HashMap<>(broker.client(BrokerWithAccounts.WORKER));
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
