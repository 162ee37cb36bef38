package dev.seedgate.admission.loop;

import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Records that broke a ledger when their decision was applied. Such a ledger is thrown away and rebuilt; without this memory the
 * same record would break it again, for ever. Lives as long as the loop, over all its memberships.
 */
final class Condemned {
    private record Coordinates(String topic, int partition, long offset) {
        static Coordinates of(ConsumerRecord<byte[], byte[]> record) {
            return new Coordinates(record.topic(), record.partition(), record.offset());
        }
    }

    private final Set<Coordinates> coordinates = new HashSet<>();

    /**
     * Lets every record pass but those that broke a ledger before.
     *
     * @throws IllegalStateException for such a record
     */
    void refuse(ConsumerRecord<byte[], byte[]> record) {
        if (coordinates.contains(Coordinates.of(record))) {
            throw new IllegalStateException("applying this record's decision broke the ledger; see the service's log");
        }
    }

    /** Applies a record's decision, and remembers the record when that fails. */
    void whileApplying(ConsumerRecord<byte[], byte[]> record, Runnable application) {
        try {
            application.run();
        } catch (RuntimeException e) {
            coordinates.add(Coordinates.of(record));
            throw e;
        }
    }
}
