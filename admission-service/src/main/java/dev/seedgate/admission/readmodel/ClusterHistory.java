package dev.seedgate.admission.readmodel;

import dev.seedgate.protocol.ClusterObservation;
import dev.seedgate.protocol.Json;
import dev.seedgate.protocol.TokenEvent;
import dev.seedgate.protocol.Topic;
import dev.seedgate.protocol.TopicNames;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * What happened lately, as the tails of the journal and of the observations tell it: for people who look, bounded, and never the basis
 * of a decision. Every replica has that of all clusters.
 */
public final class ClusterHistory implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(ClusterHistory.class);

    private final Journals journals = new Journals();
    private final UseHistory use = new UseHistory();
    private final TopicFollower follower;

    private ClusterHistory(Map<String, Object> broker, TopicNames topics) {
        this.follower = new TopicFollower(
                "history",
                TopicFollower.Start.TAIL,
                broker,
                List.of(topics.of(Topic.TOKEN_EVENTS), topics.of(Topic.CLUSTER_OBSERVATIONS)),
                new Reader(topics));
    }

    /** Begins to read. */
    public static ClusterHistory start(ReadModel.Settings settings) {
        return new ClusterHistory(settings.broker(), settings.topics());
    }

    /**
     * Lines of the journal.
     *
     * @param lines in order of time
     * @param complete false where there may be more of them, which are no longer kept
     */
    public record News(List<JournalLine> lines, boolean complete) {
        public News {
            lines = List.copyOf(lines);
        }
    }

    /** What those clusters' journals said since. */
    public News since(JournalPosition position, Predicate<String> clusters) {
        return journals.since(position, clusters);
    }

    /** Who used a cluster since then, the oldest first; one for each {@link #step} in which its server was seen. */
    public List<UsePoint> use(String cluster, Instant from) {
        return use.since(cluster, from);
    }

    /** The time between two of {@link #use}. */
    public static Duration step() {
        return UseHistory.STEP;
    }

    /** Lines of a cluster's journal that explain what {@link #use} shows, the oldest first. */
    public List<TokenEvent> moments(String cluster) {
        return journals.moments(cluster);
    }

    @Override
    public void close() {
        follower.close();
    }

    private final class Reader implements TopicFollower.Reader {
        private final TopicNames topics;

        Reader(TopicNames topics) {
            this.topics = topics;
        }

        @Override
        public void restarted(Map<TopicPartition, Long> ends) {
            journals.clear();
            use.clear();
        }

        @Override
        public void records(Iterable<ConsumerRecord<String, byte[]>> records) {
            records.forEach(this::read);
        }

        @Override
        public void reached(Map<TopicPartition, Long> positions) {}

        private void read(ConsumerRecord<String, byte[]> record) {
            try {
                if (topics.topic(record.topic()) == Topic.TOKEN_EVENTS) {
                    line(record, Json.read(record.value(), TokenEvent.class));
                } else if (Json.read(record.value(), ClusterObservation.class)
                        instanceof ClusterObservation.Seen seen) {
                    use.add(seen, Instant.ofEpochMilli(record.timestamp()));
                }
            } catch (RuntimeException e) {
                LOG.warnf(
                        "The record at offset %d of %s-%d is left out: %s",
                        record.offset(), record.topic(), record.partition(), e);
            }
        }

        private void line(ConsumerRecord<String, byte[]> record, TokenEvent event) {
            String json = new String(record.value(), StandardCharsets.UTF_8);
            journals.add(
                    new JournalLine(record.partition(), record.offset(), event.cluster(), event.at(), json), event);
        }
    }
}
