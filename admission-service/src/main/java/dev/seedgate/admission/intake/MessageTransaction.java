package dev.seedgate.admission.intake;

import dev.seedgate.protocol.ClusterPartitioner;
import dev.seedgate.protocol.Json;
import dev.seedgate.protocol.TopicNames;
import dev.seedgate.telemetry.TraceHeader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * One transactional producer's life, from its first word with the broker to its first error. After any error it must be closed and
 * a new one made under the same transactional id: only that settles what the old one left behind. Used by one thread.
 */
final class MessageTransaction implements AutoCloseable {
    private final TopicNames topics;
    private final Producer<String, byte[]> producer;

    private MessageTransaction(TopicNames topics, Producer<String, byte[]> producer) {
        this.topics = topics;
        this.producer = producer;
    }

    /**
     * Connects, and aborts or completes what an earlier producer of this id left open.
     *
     * @throws KafkaException when the broker does not answer within the bound
     */
    static MessageTransaction open(
            Map<String, Object> broker, TopicNames topics, String transactionalId, Duration bound) {
        var producer = new KafkaProducer<>(
                settings(broker, transactionalId, bound), new StringSerializer(), new ByteArraySerializer());
        try {
            producer.initTransactions();
            return new MessageTransaction(topics, producer);
        } catch (KafkaException e) {
            producer.close(Duration.ZERO);
            throw e;
        }
    }

    /** Every wait of the producer ends within the bound, and a transaction that it leaves behind soon stops to hold up readers. */
    private static Map<String, Object> settings(Map<String, Object> broker, String transactionalId, Duration bound) {
        int millis = Math.toIntExact(bound.toMillis());
        Map<String, Object> settings = new HashMap<>(broker);
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, transactionalId);
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
        settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 2 * millis);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, millis);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, millis);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, millis);
        settings.put(ProducerConfig.RETRY_BACKOFF_MS_CONFIG, 2);
        settings.put(ProducerConfig.RETRY_BACKOFF_MAX_MS_CONFIG, 50);
        settings.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
        return settings;
    }

    /**
     * Writes all messages in one transaction.
     *
     * @param begin asked when the broker has all of them and only the commit is missing; where it says no, they are dropped
     * @return false when they were dropped
     * @throws KafkaException when the broker does not answer within the bound, before or after {@code begin} was asked
     */
    boolean write(List<Message> messages, BooleanSupplier begin) throws InterruptedException {
        producer.beginTransaction();
        List<Future<?>> acknowledgements = new ArrayList<>(messages.size());
        for (Message message : messages) {
            acknowledgements.add(producer.send(toRecord(message)));
        }
        producer.flush();
        for (Future<?> acknowledgement : acknowledgements) {
            requireSuccess(acknowledgement);
        }
        if (!begin.getAsBoolean()) {
            producer.abortTransaction();
            return false;
        }
        producer.commitTransaction();
        return true;
    }

    private ProducerRecord<String, byte[]> toRecord(Message message) {
        String topic = topics.of(message.topic());
        int partitions = producer.partitionsFor(topic).size();
        int partition = ClusterPartitioner.partition(message.cluster(), partitions);
        ProducerRecord<String, byte[]> record =
                new ProducerRecord<>(topic, partition, message.cluster(), Json.write(message.value()));
        TraceHeader.add(record.headers(), message.traceparent());
        return record;
    }

    private static void requireSuccess(Future<?> acknowledgement) throws InterruptedException {
        try {
            acknowledgement.get();
        } catch (ExecutionException e) {
            throw new KafkaException("a record was not acknowledged", e.getCause());
        }
    }

    /** At once: what was not committed is aborted by the next producer of this id, or by the broker after a while. */
    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }
}
