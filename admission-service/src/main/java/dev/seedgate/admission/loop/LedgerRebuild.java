package dev.seedgate.admission.loop;

import dev.seedgate.admission.ledger.EntityJson;
import dev.seedgate.admission.ledger.EntityJson.RecordKey;
import dev.seedgate.core.ledger.ClusterState;
import dev.seedgate.core.ledger.Entity;
import dev.seedgate.protocol.Json;
import dev.seedgate.protocol.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads a partition's ledgers back from {@code admission.ledger}. Only correct after the new owner has initialised its
 * transactional producer: before that, a transaction of the old owner could still be committed behind our back.
 */
final class LedgerRebuild {
    private static final Duration POLL = Duration.ofMillis(500);

    private final LoopSettings settings;

    LedgerRebuild(LoopSettings settings) {
        this.settings = settings;
    }

    /**
     * What is stored of a partition.
     *
     * @param clusters the entities of each cluster, by its name
     * @param decided which inputs they came of
     */
    record Stored(SortedMap<String, List<Entity>> clusters, InputOffsets decided) {}

    /** @param partition of {@code admission.ledger}, owned and fenced */
    Stored read(int partition) {
        SortedMap<String, List<Entity>> clusters = new TreeMap<>();
        InputOffsets decided = InputOffsets.NONE;
        for (Map.Entry<String, byte[]> stored : images(partition).entrySet()) {
            if (stored.getKey().equals(InputOffsets.KEY)) {
                decided = Json.read(stored.getValue(), InputOffsets.class);
                continue;
            }
            if (stored.getKey().startsWith("/")) {
                continue; // of the installation, not of a cluster
            }
            RecordKey key = EntityJson.parseKey(stored.getKey());
            clusters.computeIfAbsent(key.cluster(), name -> new ArrayList<>())
                    .add(EntityJson.read(key.entity().kind(), stored.getValue()));
        }
        clusters.values().forEach(entities -> entities.sort(LedgerRebuild::stateFirst));
        return new Stored(clusters, decided);
    }

    /** A ledger's own state comes before its entities. */
    private static int stateFirst(Entity left, Entity right) {
        return Boolean.compare(right instanceof ClusterState, left instanceof ClusterState);
    }

    /** The last value of every key that is not gone. */
    private Map<String, byte[]> images(int partition) {
        TopicPartition ledger = new TopicPartition(settings.topics().of(Topic.ADMISSION_LEDGER), partition);
        Map<String, byte[]> images = new HashMap<>();
        long end = highWatermark(ledger);
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(consumerConfig(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(ledger));
            consumer.seekToBeginning(List.of(ledger));
            while (consumer.position(ledger) < end) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    String key = new String(record.key(), StandardCharsets.UTF_8);
                    if (record.value() == null) {
                        images.remove(key);
                    } else {
                        images.put(key, record.value());
                    }
                }
            }
        }
        return images;
    }

    /** The end of everything that was ever written, committed or not: the last stable offset would be too early a stop. */
    private long highWatermark(TopicPartition ledger) {
        try (Admin admin = Admin.create(settings.kafka())) {
            return admin.listOffsets(
                            Map.of(ledger, OffsetSpec.latest()),
                            new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED))
                    .partitionResult(ledger)
                    .get()
                    .offset();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            throw new KafkaException("the end of " + ledger + " cannot be found", e.getCause());
        }
    }

    private Map<String, Object> consumerConfig() {
        Map<String, Object> config = new HashMap<>(settings.kafka());
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 10_000);
        // The consumer reads ahead, and to close it waits until the broker has answered that there is nothing more: by
        // default 500 ms.
        config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 10);
        return config;
    }
}
