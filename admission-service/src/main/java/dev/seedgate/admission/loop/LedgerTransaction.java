package dev.seedgate.admission.loop;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The transactional producer of one owned partition. Initialised once and never again: after any failure it is closed, and the
 * next owner, which may be this very replica, makes a new one. To initialise the same transactional id in place after having been
 * fenced would fence the healthy owner.
 */
final class LedgerTransaction implements AutoCloseable {
    private static final int MAX_REQUEST_BYTES = 8 << 20;

    /** A request carries one batch of each partition: with Kafka's 16 kB a busy turn takes dozens of requests to write. */
    private static final int BATCH_BYTES = 512 << 10;

    /** Longer than it takes to hand a turn's records over, so that they leave together, on the flush and not before. */
    private static final int LINGER_MILLIS = 50;

    private final LoopSettings settings;
    private final int partition;
    private final KafkaProducer<byte[], byte[]> producer;
    private LongConsumer appendListener = millis -> {};

    LedgerTransaction(LoopSettings settings, int partition) {
        this.settings = settings;
        this.partition = partition;
        this.producer = new KafkaProducer<>(config(), new ByteArraySerializer(), new ByteArraySerializer());
    }

    private Map<String, Object> config() {
        Map<String, Object> config = new HashMap<>(settings.kafka());
        config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, settings.transactionalId(partition));
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MILLIS);
        config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_REQUEST_BYTES);
        config.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
        // Measured: the default back-off of 100 ms is what the slowest tenth of the transactions waits for.
        config.put(ProducerConfig.RETRY_BACKOFF_MS_CONFIG, 2);
        config.put(ProducerConfig.RETRY_BACKOFF_MAX_MS_CONFIG, 50);
        return config;
    }

    /** Aborts what the last owner left open, and fences it. */
    void initialise() {
        producer.initTransactions();
    }

    /** Hears the broker's append time, in milliseconds, of what we write; on the producer's thread. */
    void onAppend(LongConsumer listener) {
        appendListener = listener;
    }

    /**
     * Commits everything together, or throws and leaves nothing.
     *
     * @param offsets for the group. Nobody reads them back ({@link InputOffsets}), but people see by them how far behind we are, and
     *     without any the broker would not refuse a member that has left the group. Each is a record that the broker must read when it
     *     starts, so no more than is of use
     */
    @SuppressWarnings("FutureReturnValueIgnored") // commitTransaction throws what a send failed with
    void commit(List<ProducerRecord<byte[], byte[]>> records, InputOffsets offsets, ConsumerGroupMetadata group) {
        producer.beginTransaction();
        for (ProducerRecord<byte[], byte[]> record : records) {
            producer.send(record, (metadata, failure) -> {
                if (failure == null) {
                    appendListener.accept(metadata.timestamp());
                }
            });
        }
        // Records and offsets on the way at the same time would meet at the coordinator, and one of them would be told
        // to try again.
        producer.flush();
        settings.beforeCommit().accept(partition);
        producer.sendOffsetsToTransaction(ofThisPartition(offsets), group);
        producer.commitTransaction();
    }

    private Map<TopicPartition, OffsetAndMetadata> ofThisPartition(InputOffsets offsets) {
        Map<TopicPartition, OffsetAndMetadata> metadata = new HashMap<>();
        offsets.next()
                .forEach((topic, next) ->
                        metadata.put(new TopicPartition(topic, partition), new OffsetAndMetadata(next)));
        return metadata;
    }

    /** Without waiting: an open transaction is aborted by the next owner. */
    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }
}
