package dev.seedgate.admission.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedgate.protocol.Topic;
import dev.seedgate.protocol.TopicNames;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

/** In which order the records of a poll are decided. The consumer is not asked for that. */
class InputPartitionTest {
    private static final TopicNames TOPICS = new TopicNames("");
    private static final TopicPartition REQUESTS = new TopicPartition(TOPICS.of(Topic.SEED_REQUESTS), 0);
    private static final TopicPartition RELEASES = new TopicPartition(TOPICS.of(Topic.TOKEN_RELEASES), 0);

    private final InputPartition inputs = new InputPartition(0, TOPICS, new MockConsumer<>("earliest"));
    private final Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> polled = new HashMap<>();

    @Test
    void topicsAreMixedByAppendTime() {
        polled.put(REQUESTS, List.of(record(REQUESTS, 0, 10), record(REQUESTS, 1, 30)));
        polled.put(RELEASES, List.of(record(RELEASES, 0, 20)));

        assertThat(order()).containsExactly("seed.requests 0", "token.releases 0", "seed.requests 1");
    }

    @Test
    void withinATopicTheOffsetCountsAlsoWhereTheBrokersClockWasSetBack() {
        polled.put(REQUESTS, List.of(record(REQUESTS, 0, 30), record(REQUESTS, 1, 10)));
        polled.put(RELEASES, List.of(record(RELEASES, 0, 20)));

        assertThat(order()).containsExactly("token.releases 0", "seed.requests 0", "seed.requests 1");
    }

    private List<String> order() {
        return inputs.records(new ConsumerRecords<>(polled, Map.of())).stream()
                .map(record -> record.topic() + " " + record.offset())
                .toList();
    }

    private static ConsumerRecord<byte[], byte[]> record(TopicPartition from, long offset, long timestamp) {
        return new ConsumerRecord<>(
                from.topic(),
                from.partition(),
                offset,
                timestamp,
                TimestampType.LOG_APPEND_TIME,
                0,
                0,
                new byte[0],
                new byte[0],
                new RecordHeaders(),
                Optional.empty());
    }
}
