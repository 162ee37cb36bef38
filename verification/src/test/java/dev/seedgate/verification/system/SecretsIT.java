package dev.seedgate.verification.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The databases' passwords are nowhere but where they were configured: not on any topic, in any log, answer, problem or page of the
 * shared installation, whatever the tests before this one have done to it.
 */
class SecretsIT {
    private static final List<String> PAGES = List.of(
            "/",
            "/q/openapi",
            "/q/metrics",
            "/q/health",
            "/v1/clusters",
            "/v1/clusters/main",
            "/v1/clusters/main/check",
            "/v1/clusters/main/history",
            "/v1/clusters/main/plan",
            "/v1/clusters/none",
            "/v1/seeds?limit=1000",
            "/v1/seeds/none",
            "/v1/tokens",
            "/v1/schedules",
            "/v1/catalog",
            "/v1/me");

    private final List<String> looked = new ArrayList<>();
    private final List<String> found = new ArrayList<>();

    @Test
    void thePasswordsOfDatabasesAreNowhereToBeSeen() throws Exception {
        SeedgateSystem system = SeedgateSystem.shared();
        String secret = Shop.SECRET;
        // What a run of each kind leaves: one that works, one that fails in PostgreSQL, one that an operator looks at.
        try (Run run = system.begin()) {
            run.postTally(1, Duration.ZERO);
            Map<String, ?> bad = Map.of("parameters", Map.of("entry", "x", "pause", "no number"), "maxAttempts", 1);
            String failing = run.postTally(Duration.ZERO, bad).orElseThrow();
            run.awaitFinished();
            lookAt("answers of " + failing, text(system, "/v1/seeds/" + failing), secret);
            lookAt("log of " + failing, text(system, "/v1/seeds/" + failing + "/log"), secret);
        }
        system.stack().postgres().stop();
        system.stack().postgres().start();

        for (String path : PAGES) {
            lookAt(path, text(system, path), secret);
        }
        JsonNode killed = system.http()
                .operate("main", "kill-seeds", Map.of("dryRun", true, "by", "the test"))
                .body();
        lookAt("kill-seeds", killed.toString(), secret);
        topics(system, secret);
        logs(system, secret);

        assertThat(looked).hasSizeGreaterThan(PAGES.size() + 15);
        assertThat(found).as("where a password was found").isEmpty();
    }

    private static String text(SeedgateSystem system, String path) {
        URI address = system.admission().url().resolve(path);
        String text = Api.text(address);
        assertThat(text).as(path).isNotEmpty();
        return text;
    }

    private void topics(SeedgateSystem system, String secret) {
        Map<String, Object> settings = Map.of(
                CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
                system.stack().broker().bootstrapServers());
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.listTopics().values().stream()
                    .flatMap(List::stream)
                    .map(each -> new TopicPartition(each.topic(), each.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofSeconds(1))
                        .forEach(record -> lookAt(
                                record.topic(),
                                latin(record.key()) + latin(record.value()) + record.headers(),
                                secret));
            }
        }
    }

    private void logs(SeedgateSystem system, String secret) throws IOException {
        List<Path> logs;
        try (Stream<Path> files = Files.walk(system.stack().folder())) {
            logs = files.filter(file -> file.toString().endsWith(".log")).toList();
        }
        assertThat(logs)
                .anyMatch(log -> log.endsWith("admission/admission.log"))
                .anyMatch(log -> log.endsWith("worker-1/worker-1.log"));
        for (Path log : logs) {
            lookAt(log.toString(), Files.readString(log, StandardCharsets.ISO_8859_1), secret);
        }
        assertThat(logs).filteredOn(SecretsIT::isJsonLog).hasSizeGreaterThan(3);
        for (String service : List.of("admission", "worker-")) {
            assertThat(logs)
                    .as("what %s logs in its image", service)
                    .filteredOn(SecretsIT::isJsonLog)
                    .filteredOn(log -> log.toString().contains("/" + service))
                    .anyMatch(SecretsIT::isJsonAboutACluster);
        }
    }

    private static boolean isJsonLog(Path log) {
        return log.endsWith(SeedgateSystem.JSON_LOG);
    }

    /** What was looked through is what a log store gets: not only messages, but the fields beside them. */
    private static boolean isJsonAboutACluster(Path log) {
        try (Stream<String> lines = Files.lines(log)) {
            JsonMapper mapper = new JsonMapper();
            List<JsonNode> read = new ArrayList<>();
            for (String line : lines.toList()) {
                read.add(mapper.readTree(line));
            }
            return read.stream().allMatch(line -> line.has("message"))
                    && read.stream().anyMatch(line -> line.path("mdc").has("cluster"));
        } catch (IOException e) {
            throw new UncheckedIOException(log + " is not JSON, or cannot be read", e);
        }
    }

    private void lookAt(String where, String text, String secret) {
        looked.add(where);
        if (text.contains(secret)) {
            found.add(where);
        }
    }

    private static String latin(byte @Nullable [] bytes) {
        return bytes == null ? "" : new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
