package dev.seedgate.admission.readmodel;

import dev.seedgate.protocol.ClusterObservation;
import dev.seedgate.protocol.ClusterObservation.Look;
import dev.seedgate.protocol.ClusterObservation.Seen;
import dev.seedgate.protocol.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The last look at each server, as the tail of {@code cluster.observations} tells it. */
final class Looks implements TopicFollower.Reader {
    private static final Logger LOG = Logger.getLogger(Looks.class);
    private static final Duration ENDED_KEPT = Duration.ofMinutes(5);
    private static final int MOST_ENDED = 200;

    private final Map<String, LastLook> byCluster = new ConcurrentHashMap<>();
    private final Changes changes;

    Looks(Changes changes) {
        this.changes = changes;
    }

    @Nullable LastLook of(String cluster) {
        return byCluster.get(cluster);
    }

    /** What was seen last stays true of its time. */
    @Override
    public void restarted(Map<TopicPartition, Long> ends) {}

    @Override
    public void records(Iterable<ConsumerRecord<String, byte[]>> records) {
        records.forEach(this::read);
    }

    @Override
    public void reached(Map<TopicPartition, Long> positions) {
        changes.announce();
    }

    private void read(ConsumerRecord<String, byte[]> record) {
        try {
            switch (Json.read(record.value(), ClusterObservation.class)) {
                case Seen seen -> put(seen);
                case ClusterObservation.Unreachable away -> {} // the ledger says so itself
            }
        } catch (RuntimeException e) {
            LOG.warnf(
                    "The observation at offset %d of %s-%d is left out: %s",
                    record.offset(), record.topic(), record.partition(), e);
        }
    }

    private void put(Seen seen) {
        LastLook last = byCluster.get(seen.cluster());
        if (last == null || isNewer(seen, last.seen())) {
            long now = System.nanoTime();
            byCluster.put(seen.cluster(), new LastLook(seen, now, ended(last, seen, now)));
        }
    }

    /** By the ledger's own rule: what a replaced agent saw earlier, but wrote later, is nothing new. */
    private static boolean isNewer(Seen seen, Seen last) {
        Look look = seen.look();
        boolean again = look.agent().equals(last.look().agent())
                && look.number() <= last.look().number();
        return seen.basis() >= last.basis() && !again;
    }

    private static List<LastLook.Ended> ended(@Nullable LastLook last, Seen seen, long now) {
        List<LastLook.Ended> ended = new ArrayList<>();
        if (last != null) {
            last.ended().stream()
                    .filter(each -> now - each.readNanos() < ENDED_KEPT.toNanos())
                    .forEach(ended::add);
        }
        seen.ended().forEach(session -> ended.add(new LastLook.Ended(session, now)));
        return ended.subList(Math.max(0, ended.size() - MOST_ENDED), ended.size());
    }
}
