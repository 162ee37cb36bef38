package dev.seedgate.admission.loop;

import dev.seedgate.admission.ledger.LedgerListener;
import dev.seedgate.protocol.Topic;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;

/**
 * One stay in the group. A partition is decided only while its number is assigned on every input topic; until then, and until it
 * has been taken over, its inputs are paused, so that nothing is read that nobody decides.
 */
final class Membership implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Membership.class);
    private static final Duration LEAVE = Duration.ofSeconds(5);
    /** More than a takeover and a transaction take, unless the broker does not answer. */
    private static final Duration LONGEST_TURN = Duration.ofSeconds(30);
    /**
     * A few that are lost or late cost nobody the membership. A heartbeat is also how a member learns that another one is gone, so a
     * takeover waits for one.
     */
    private static final int HEARTBEATS_A_SESSION = 10;
    /** How much one turn decides at the most. */
    static final int MAX_POLL_RECORDS = 5_000;

    private final LoopSettings settings;
    private final LedgerListener listener;
    private final Condemned condemned;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Admittance admittance;
    private final List<InputPartition> inputs;
    /** What was handed to us in a callback; the consumer's own assignment is ahead of that, and a partition in between gets paused. */
    private final Set<TopicPartition> assigned = new HashSet<>();

    private final SortedMap<Integer, OwnedPartition> owned = new ConcurrentSkipListMap<>();

    Membership(LoopSettings settings, LedgerListener listener, Condemned condemned) {
        this.settings = settings;
        this.listener = listener;
        this.condemned = condemned;
        this.consumer = new KafkaConsumer<>(config(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.admittance =
                new Admittance(settings.group().name(), settings.time().nanoTime());
        this.inputs = IntStream.range(0, settings.partitions())
                .mapToObj(number -> new InputPartition(number, settings.topics(), consumer))
                .toList();
        consumer.subscribe(settings.topics().of(Topic.Role.INPUT), new Rebalances());
    }

    private Map<String, Object> config() {
        Map<String, Object> config = new HashMap<>(settings.kafka());
        int sessionMillis = (int) settings.group().sessionTimeout().toMillis();
        config.put(ConsumerConfig.GROUP_ID_CONFIG, settings.group().name());
        config.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "classic");
        config.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, sessionMillis);
        config.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, sessionMillis / HEARTBEATS_A_SESSION);
        // The only assignor that gives one member the same partition of all topics.
        config.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, RangeAssignor.class.getName());
        // For so long the others wait for one that does not come to agree on something new.
        config.putIfAbsent(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, (int) LONGEST_TURN.toMillis());
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 1);
        config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 250);
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MAX_POLL_RECORDS);
        config.put(ConsumerConfig.RETRY_BACKOFF_MS_CONFIG, 20);
        return config;
    }

    List<Integer> owned() {
        return List.copyOf(owned.keySet());
    }

    /** Whether the group has taken us in since this stay began. */
    boolean isMember() {
        return admittance.isMember();
    }

    /** One round: read, decide and commit what is ours, take over what has become ours. */
    void turn() {
        ConsumerRecords<byte[], byte[]> polled = consumer.poll(LoopSettings.POLL);
        admittance.look(consumer.groupMetadata().generationId());
        for (OwnedPartition partition : owned.values()) {
            partition.turn(polled, consumer.groupMetadata());
        }
        // Only now, and never before deciding: whatever was read of these before the takeover is read again after it.
        List<InputPartition> due = inputs.stream()
                .filter(input -> !owned.containsKey(input.number()) && assigned.containsAll(input.topicPartitions()))
                .toList();
        if (!due.isEmpty()) {
            takeOver(due);
        }
    }

    private void takeOver(List<InputPartition> due) {
        long start = System.nanoTime();
        OwnedPartition.Tools tools = new OwnedPartition.Tools(settings, listener, condemned);
        List<Takeover.Fenced> fenced = new Takeover(settings).fence(due);
        try {
            fenced.forEach(each ->
                    owned.put(each.input().number(), OwnedPartition.takeOver(each, tools, consumer.groupMetadata())));
        } catch (RuntimeException e) {
            fenced.forEach(each -> each.transaction().close());
            throw e;
        }
        LOG.infof(
                "Owns %s, taken over in %d ms",
                due.stream().map(InputPartition::number).toList(),
                Duration.ofNanos(System.nanoTime() - start).toMillis());
    }

    private void giveUp(Collection<TopicPartition> gone) {
        assigned.removeAll(gone);
        gone.stream().map(TopicPartition::partition).distinct().forEach(number -> {
            OwnedPartition partition = owned.remove(number);
            if (partition != null) {
                partition.close();
                LOG.infof("No longer owns partition %d", number);
            }
        });
    }

    /** Makes a waiting poll end; from any thread. */
    void wakeup() {
        consumer.wakeup();
    }

    @Override
    public void close() {
        owned.values().forEach(OwnedPartition::close);
        owned.clear();
        consumer.close(CloseOptions.timeout(LEAVE));
    }

    private final class Rebalances implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            assigned.addAll(partitions);
            consumer.pause(partitions);
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            giveUp(partitions);
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            giveUp(partitions);
        }
    }
}
