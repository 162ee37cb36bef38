package dev.seedgate.admission.readmodel;

import dev.seedgate.admission.readmodel.ReadModel.Settings;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The picture that the topics give, as far as they are read, and the means to wait until they are read so far as matters. Nobody sees it
 * before all is in it that was there at the start.
 */
final class LivePicture implements AutoCloseable {
    private static final Duration PROBE = Duration.ofSeconds(1);

    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private final Positions positions = new Positions();
    private final Changes changes = new Changes();
    private final AtomicLong writes = new AtomicLong();
    private final AtomicLong writesRead = new AtomicLong();
    private final Settings settings;
    private final EndOffsets endOffsets;
    private final TopicFollower follower;
    private volatile @Nullable Picture picture;
    private volatile Set<TopicPartition> partitions = Set.of();

    /** Begins to read. */
    LivePicture(Settings settings) {
        RecordReader records = new RecordReader(settings.topics());
        this.settings = settings;
        this.endOffsets = new EndOffsets(settings.broker());
        this.follower = new TopicFollower(
                "read-model", TopicFollower.Start.BEGINNING, settings.broker(), records.topics(), new Builder(records));
    }

    /** True once everything has been read that was there at the start. */
    boolean isReady() {
        return picture != null;
    }

    /** Whether what will be written from now on can be read. */
    boolean isConnected() {
        try {
            return endOffsets.of(partitions, PROBE).isPresent();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Tells of everything that is read. */
    Changes changes() {
        return changes;
    }

    /**
     * Of the picture as it is now; it does not change meanwhile.
     *
     * @throws BehindException before {@link #isReady}
     */
    <T> T ask(Function<Picture, T> question) {
        Picture now = picture;
        if (now == null) {
            throw new BehindException("this replica is still reading what happened before it started");
        }
        lock.readLock().lock();
        try {
            return question.apply(now);
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Something was written by this replica: {@link #catchUpWithOwnWrites} waits for it. */
    void noteWrite() {
        writes.incrementAndGet();
    }

    /** A list may be a moment old; only one's own writes must not be missing, unless they cannot be read in time. */
    void catchUpWithOwnWrites() {
        long upTo = writes.get();
        if (writesRead.get() < upTo && catchUp()) {
            writesRead.accumulateAndGet(upTo, Math::max);
        }
    }

    /**
     * Waits until everything is read that is written now.
     *
     * @throws BehindException when that could not be done in time
     */
    void requireCaughtUp() {
        if (!catchUp()) {
            throw new BehindException("this replica could not read all that was written within "
                    + settings.catchUp().toMillis() + " ms");
        }
    }

    private boolean catchUp() {
        long start = System.nanoTime();
        try {
            Set<TopicPartition> followed = partitions;
            Optional<Map<TopicPartition, Long>> ends = endOffsets.of(followed, settings.catchUp());
            Duration left = settings.catchUp().minusNanos(System.nanoTime() - start);
            return !followed.isEmpty() && ends.isPresent() && positions.await(ends.get(), left);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        follower.close();
        endOffsets.close();
    }

    /** Builds a picture on the follower's thread; it is shown once it is complete. */
    private final class Builder implements TopicFollower.Reader {
        private final RecordReader records;
        private Picture growing = new Picture(0, settings.policy());
        private Map<TopicPartition, Long> ends = Map.of();

        Builder(RecordReader records) {
            this.records = records;
        }

        @Override
        public void restarted(Map<TopicPartition, Long> endsNow) {
            positions.moveTo(Map.of());
            growing = new Picture(settings.finishedSeeds(), settings.policy());
            ends = Map.copyOf(endsNow);
            partitions = Set.copyOf(endsNow.keySet());
        }

        @Override
        public void records(Iterable<ConsumerRecord<String, byte[]>> polled) {
            lock.writeLock().lock();
            try {
                polled.forEach(record -> records.read(record, growing));
            } finally {
                lock.writeLock().unlock();
            }
        }

        @Override
        public void reached(Map<TopicPartition, Long> reached) {
            if (picture != growing && covers(reached, ends)) {
                picture = growing;
            }
            positions.moveTo(reached);
            changes.announce();
        }

        private static boolean covers(Map<TopicPartition, Long> reached, Map<TopicPartition, Long> ends) {
            return ends.entrySet().stream().allMatch(end -> reached.getOrDefault(end.getKey(), -1L) >= end.getValue());
        }
    }
}
