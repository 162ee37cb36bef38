package dev.seedgate.admission.agent;

import dev.seedgate.admission.config.SeedgateConfig;
import dev.seedgate.protocol.ClusterObservation;
import dev.seedgate.protocol.ClusterPartitioner;
import dev.seedgate.protocol.Json;
import dev.seedgate.protocol.Topic;
import dev.seedgate.protocol.TopicNames;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Writes observations to {@code cluster.observations}. An observation is about now: one that the broker did not take within {@link
 * #DELIVERY} is dropped, because the next look makes a better one, and because agents must go on ending sessions meanwhile.
 */
@ApplicationScoped
public class ObservationPublisher implements ObservationSink {
    private static final Logger LOG = Logger.getLogger(ObservationPublisher.class);
    private static final Duration DELIVERY = Duration.ofSeconds(3);
    private static final Duration REQUEST = Duration.ofMillis(1_500);
    /** How long an agent may be held up: the producer forgets the topic's partitions when no broker answers. */
    private static final Duration BLOCK = Duration.ofMillis(500);

    private final String topic;
    private final KafkaProducer<byte[], byte[]> producer;
    private final AtomicBoolean failing = new AtomicBoolean();

    @Inject
    ObservationPublisher(
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers, SeedgateConfig config) {
        this(bootstrapServers, new TopicNames(config.topicPrefix().orElse("")));
    }

    ObservationPublisher(String bootstrapServers, TopicNames topics) {
        this.topic = topics.of(Topic.CLUSTER_OBSERVATIONS);
        this.producer =
                new KafkaProducer<>(config(bootstrapServers), new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static Map<String, Object> config(String bootstrapServers) {
        return Map.ofEntries(
                Map.entry(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
                Map.entry(ProducerConfig.CLIENT_ID_CONFIG, "seedgate-agent"),
                Map.entry(ProducerConfig.ACKS_CONFIG, "all"),
                Map.entry(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true),
                Map.entry(ProducerConfig.LINGER_MS_CONFIG, 0),
                Map.entry(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) DELIVERY.toMillis()),
                Map.entry(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) REQUEST.toMillis()),
                Map.entry(ProducerConfig.RECONNECT_BACKOFF_MS_CONFIG, 250L),
                Map.entry(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000L),
                Map.entry(ProducerConfig.MAX_BLOCK_MS_CONFIG, BLOCK.toMillis()));
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

    @PreDestroy
    void close() {
        producer.close(BLOCK);
    }
}
