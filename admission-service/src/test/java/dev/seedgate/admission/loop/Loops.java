package dev.seedgate.admission.loop;

import static org.awaitility.Awaitility.await;

import dev.seedgate.admission.ledger.LedgerListener;
import dev.seedgate.admission.ledger.LedgerView;
import dev.seedgate.admission.topics.TopicPlan;
import dev.seedgate.admission.topics.TopicSetup;
import dev.seedgate.core.Policy;
import dev.seedgate.core.Reservations;
import dev.seedgate.localstack.SharedLocalStack;
import dev.seedgate.protocol.ClusterPartitioner;
import dev.seedgate.protocol.TopicNames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Ledger loops on topics of their own on the shared broker, and the wire to talk to them. */
final class Loops implements AutoCloseable {
    static final int PARTITIONS = 3;
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Duration SESSION = Duration.ofSeconds(3);

    private final String bootstrapServers = SharedLocalStack.get().broker().bootstrapServers();
    private final TopicNames topics = new TopicNames("t" + UUID.randomUUID() + ".");
    private final TreeMap<String, Reservations> clusters = new TreeMap<>();
    private final List<LedgerLoop> started = new ArrayList<>();
    private final Map<String, LedgerView> views = new ConcurrentHashMap<>();
    private final Wire wire;
    private Policy policy = withOneLookForAll();
    private LoopSettings.Time time = LoopSettings.Time.SYSTEM;
    private Map<String, Object> extra = Map.of();
    private int groups = 1;

    Loops(String... clusterNames) {
        for (String name : clusterNames) {
            clusters.put(name, new Reservations(List.of(), 0));
        }
        new TopicSetup(kafka(), new TopicPlan(topics, PARTITIONS, 2, (short) 1)).ensure();
        wire = new Wire(bootstrapServers, topics, PARTITIONS);
    }

    Wire wire() {
        return wire;
    }

    TopicNames topics() {
        return topics;
    }

    /** The defaults, but that a test which looks once at its server may go on for a while on a loaded machine. */
    private static Policy withOneLookForAll() {
        Policy base = Policy.DEFAULT;
        return new Policy(
                base.lease(),
                base.renewal(),
                base.suspectAfter(),
                base.claim(),
                base.drainGrace(),
                base.firstBackoff(),
                base.maxBackoff(),
                base.maxInterruptions(),
                base.outcomeWindow(),
                base.cancelWindow(),
                base.workerWindow(),
                Duration.ofMinutes(2),
                base.shares(),
                base.thresholds());
    }

    Loops policy(Policy replacement) {
        policy = replacement;
        return this;
    }

    Loops time(LoopSettings.Time replacement) {
        time = replacement;
        return this;
    }

    /** A member that does not poll for this long is thrown out of the group. */
    Loops expelAfter(Duration silence) {
        extra = Map.of(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, (int) silence.toMillis());
        return this;
    }

    Map<String, Object> kafka() {
        return Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    }

    LedgerLoop start() {
        return start(partition -> {});
    }

    LedgerLoop start(IntConsumer beforeCommit) {
        return start(beforeCommit, () -> true);
    }

    /** Joins the group once it is prepared. */
    LedgerLoop start(BooleanSupplier prepared) {
        return start(partition -> {}, prepared);
    }

    private LedgerLoop start(IntConsumer beforeCommit, BooleanSupplier prepared) {
        Map<String, Object> config = new HashMap<>(kafka());
        config.putAll(extra);
        LoopSettings settings = new LoopSettings(
                config,
                new LoopSettings.Group(group(), SESSION),
                topics,
                PARTITIONS,
                policy,
                clusters,
                time,
                beforeCommit);
        LedgerLoop loop = LedgerLoop.start(settings, new Views(), prepared);
        started.add(loop);
        return loop;
    }

    /** A producer with the transactional id that an owner of this cluster's partition has. */
    KafkaProducer<byte[], byte[]> formerOwner(String cluster) {
        Map<String, Object> config = new HashMap<>(kafka());
        config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, topics.prefix() + "seedgate-ledger-" + partition(cluster));
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    static int partition(String cluster) {
        return ClusterPartitioner.partition(cluster, PARTITIONS);
    }

    /** The newest view of a cluster that any of the loops has published. */
    LedgerView view(String cluster) {
        await().atMost(PATIENCE).until(() -> views.containsKey(cluster));
        return Objects.requireNonNull(views.get(cluster));
    }

    /** Loops that start from now on agree in another group, of which the broker knows nothing. */
    Loops anotherGroup() {
        groups++;
        return this;
    }

    private String group() {
        return topics.prefix() + "seedgate-admission-" + groups;
    }

    /** How many members the group has, as the broker says. */
    int members() {
        try (Admin admin = Admin.create(kafka())) {
            return Objects.requireNonNull(admin.describeConsumerGroups(List.of(group()))
                            .describedGroups()
                            .get(group()))
                    .get()
                    .members()
                    .size();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        started.forEach(LedgerLoop::close);
        wire.close();
    }

    private final class Views implements LedgerListener {
        @Override
        public void owned(LedgerView view) {
            views.put(view.cluster(), view);
        }

        @Override
        public void changed(LedgerView view) {
            views.put(view.cluster(), view);
        }

        @Override
        public void lost(String cluster) {
            views.remove(cluster);
        }
    }
}
