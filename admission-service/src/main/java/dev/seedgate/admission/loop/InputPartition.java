package dev.seedgate.admission.loop;

import dev.seedgate.protocol.Topic;
import dev.seedgate.protocol.TopicNames;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/** The same partition of all input topics: they are owned together or not at all. */
final class InputPartition {
    private final int number;
    private final Consumer<byte[], byte[]> consumer;
    private final List<TopicPartition> topicPartitions;

    InputPartition(int number, TopicNames topics, Consumer<byte[], byte[]> consumer) {
        this.number = number;
        this.consumer = consumer;
        this.topicPartitions = topics.of(Topic.Role.INPUT).stream()
                .map(topic -> new TopicPartition(topic, number))
                .toList();
    }

    int number() {
        return number;
    }

    List<TopicPartition> topicPartitions() {
        return topicPartitions;
    }

    /** Goes to where the last committed transaction of any owner ended. */
    void seekTo(InputOffsets decided) {
        for (TopicPartition input : topicPartitions) {
            Long next = decided.next().get(input.topic());
            if (next == null) {
                consumer.seekToBeginning(List.of(input));
            } else {
                consumer.seek(input, next);
            }
        }
    }

    void resume() {
        consumer.resume(topicPartitions);
    }

    /** This partition's records of a poll, in the order in which they are decided. */
    List<ConsumerRecord<byte[], byte[]>> records(ConsumerRecords<byte[], byte[]> polled) {
        List<Appended> all = new ArrayList<>();
        for (TopicPartition input : topicPartitions) {
            long latest = Long.MIN_VALUE;
            for (ConsumerRecord<byte[], byte[]> record : polled.records(input)) {
                latest = Math.max(latest, record.timestamp());
                all.add(new Appended(latest, record));
            }
        }
        return all.stream()
                .sorted(Comparator.comparingLong(Appended::at))
                .map(Appended::record)
                .toList();
    }

    /**
     * Orders the topics among each other as nearly as their append times allow. Within a topic the offset counts: a broker's clock may
     * be set back, and what comes later must not be decided earlier.
     */
    private record Appended(long at, ConsumerRecord<byte[], byte[]> record) {}

    /** The next offset of every input, moved or not. */
    InputOffsets decided() {
        return new InputOffsets(
                topicPartitions.stream().collect(Collectors.toMap(TopicPartition::topic, consumer::position)));
    }

    /** Asks the broker whether anything was sent that has not been read yet. */
    boolean isCaughtUp() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(topicPartitions);
        return topicPartitions.stream()
                .allMatch(input -> consumer.position(input) >= ends.getOrDefault(input, Long.MAX_VALUE));
    }

    /** The same by what the last fetch told, without asking the broker; good enough to date a record by. */
    boolean seemsCaughtUp() {
        return topicPartitions.stream()
                .allMatch(input -> consumer.currentLag(input).orElse(1) == 0);
    }
}
