package dev.seedgate.admission.agent;

import dev.seedgate.protocol.ClusterObservation;
import dev.seedgate.protocol.ClusterPartitioner;
import dev.seedgate.protocol.Json;
import dev.seedgate.protocol.Topic;
import dev.seedgate.protocol.TopicNames;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Writes observations to {@code cluster.observations}. An observation is about now: one that the broker did not take within {@link
 * #DELIVERY} is dropped, because the next look makes a better one, and because agents must go on ending sessions meanwhile.
 */
public class ObservationPublisher implements ObservationSink {
    private static final Logger LOG = Logger.getLogger(ObservationPublisher.class);
    private static final Duration DELIVERY = Duration.ofSeconds(3);
    private static final Duration REQUEST = Duration.ofMillis(1_500);
    /** How long an agent may be held up: the producer forgets the topic's partitions when no broker answers. */
    private static final Duration BLOCK = Duration.ofMillis(500);

    private final String topic;
    private final KafkaProducer<byte[], byte[]> producer;
    private final AtomicBoolean failing = new AtomicBoolean();

    /** @param broker how to reach it, of which the publisher's own settings are the last word */
    public ObservationPublisher(Map<String, Object> broker, TopicNames topics) {
        this.topic = topics.of(Topic.CLUSTER_OBSERVATIONS);
        this.producer = new KafkaProducer<>(settings(broker), new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static Map<String, Object> settings(Map<String, Object> broker) {
        Map<String, Object> settings = new HashMap<>(broker);
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, "seedgate-agent");
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) DELIVERY.toMillis());
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) REQUEST.toMillis());
        settings.put(ProducerConfig.RECONNECT_BACKOFF_MS_CONFIG, 250L);
        settings.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000L);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, BLOCK.toMillis());
        return settings;
    }

    /** Hands an observation to the producer. What cannot be sent is dropped, and logged once. */
    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // the callback hears of every outcome
    public void accept(ClusterObservation observation, Delivery delivery) {
        String cluster = observation.cluster();
        try {
            int partition = ClusterPartitioner.partition(
                    cluster, producer.partitionsFor(topic).size());
            producer.send(
                    new ProducerRecord<>(
                            topic, partition, cluster.getBytes(StandardCharsets.UTF_8), Json.write(observation)),
                    (metadata, problem) -> sent(problem, delivery));
        } catch (KafkaException e) {
            sent(e, delivery);
        }
    }

    private void sent(@Nullable Exception problem, Delivery delivery) {
        delivery.done(problem == null);
        if (problem == null && failing.compareAndSet(true, false)) {
            LOG.infof("Observations reach %s again", topic);
        } else if (problem != null && failing.compareAndSet(false, true)) {
            LOG.warnf("Observations do not reach %s and are dropped; nothing is granted meanwhile: %s", topic, problem);
        }
    }

    /** Waits a moment for what is on its way. */
    public void close() {
        producer.close(BLOCK);
    }
}
