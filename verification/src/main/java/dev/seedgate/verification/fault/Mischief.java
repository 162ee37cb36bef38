package dev.seedgate.verification.fault;

import dev.seedgate.protocol.Topic;
import dev.seedgate.protocol.TopicNames;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Reads what the ledger reads and writes some of it again, later, on the same partition: messages that come twice, and out of their
 * order. A sender that tries again after a lost confirmation does just that, and so does one that stood still between deciding and
 * sending.
 */
public final class Mischief implements AutoCloseable {
    private static final String MARK = "repeated";
    private static final Duration POLL = Duration.ofMillis(50);
    private static final long CLOSE_MILLIS = 10_000;

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Random random;
    private final double share;
    private final long longestDelayNanos;
    private final PriorityQueue<Repetition> waiting = new PriorityQueue<>(Comparator.comparingLong(Repetition::due));
    private final Thread thread;
    private volatile int repeated;
    private volatile boolean closing;

    private Mischief(String bootstrapServers, Random random, double share, Duration longestDelay) {
        this.consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                        200),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        this.producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers, ProducerConfig.LINGER_MS_CONFIG, 0),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        this.random = random;
        this.share = share;
        this.longestDelayNanos = longestDelay.toNanos();
        this.thread = Thread.ofPlatform().daemon().name("mischief").unstarted(this::run);
    }

    private record Repetition(long due, ProducerRecord<byte[], byte[]> message) {}

    /**
     * Begins with what comes from now on. The topics must exist.
     *
     * @param share of all messages that are repeated, 0 to 1
     * @param longestDelay until one comes again
     */
    public static Mischief start(
            String bootstrapServers, TopicNames names, Random random, double share, Duration longestDelay) {
        Mischief mischief = new Mischief(bootstrapServers, random, share, longestDelay);
        List<TopicPartition> partitions = names.of(Topic.Role.INPUT).stream()
                .flatMap(topic -> mischief.consumer.partitionsFor(topic).stream())
                .map(each -> new TopicPartition(each.topic(), each.partition()))
                .toList();
        mischief.consumer.assign(partitions);
        mischief.consumer.seekToEnd(partitions);
        partitions.forEach(mischief.consumer::position);
        mischief.thread.start();
        return mischief;
    }

    /** How many messages came again. */
    public int repeated() {
        return repeated;
    }

    private void run() {
        try (consumer;
                producer) {
            while (!closing) {
                consumer.poll(POLL).forEach(this::choose);
                sendDue();
            }
        }
    }

    private void choose(ConsumerRecord<byte[], byte[]> message) {
        boolean ours = message.headers().lastHeader(MARK) != null;
        if (ours || random.nextDouble() >= share) {
            return;
        }
        ProducerRecord<byte[], byte[]> again = new ProducerRecord<>(
                message.topic(), message.partition(), message.key(), message.value(), message.headers());
        again.headers().add(MARK, new byte[0]);
        waiting.add(new Repetition(System.nanoTime() + random.nextLong(longestDelayNanos), again));
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread alone writes
    private void sendDue() {
        while (!waiting.isEmpty() && waiting.peek().due() - System.nanoTime() <= 0) {
            var unused = producer.send(waiting.remove().message());
            repeated++;
        }
    }

    /** Ends it; what was to come later does not come. */
    @Override
    public void close() {
        closing = true;
        try {
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
