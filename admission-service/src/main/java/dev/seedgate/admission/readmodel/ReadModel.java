package dev.seedgate.admission.readmodel;

import dev.seedgate.core.Policy;
import dev.seedgate.core.ledger.Budget;
import dev.seedgate.core.ledger.Token;
import dev.seedgate.protocol.SeedRequest;
import dev.seedgate.protocol.TopicNames;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Answers what people ask. Every replica has its own, built from the topics alone, so all show the same, each a moment behind what
 * is written. Where a moment matters it is waited for: before a seed is said not to exist, and before a list is given by the
 * replica that has just accepted something, everything is read that was written by then.
 *
 * <p>Keeps all unfinished seeds and a bounded number of finished ones in memory.
 */
public final class ReadModel implements AutoCloseable {
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

    /**
     * How a read model is to be.
     *
     * @param broker the Kafka client's settings of the connection
     * @param policy the ledgers', by which starts are estimated
     * @param finishedSeeds how many finished seeds are kept
     * @param catchUp how long a read waits for what was written before it
     */
    public record Settings(
            Map<String, Object> broker, TopicNames topics, Policy policy, int finishedSeeds, Duration catchUp) {}

    private ReadModel(Settings settings) {
        RecordReader records = new RecordReader(settings.topics());
        this.settings = settings;
        this.endOffsets = new EndOffsets(settings.broker());
        this.follower = new TopicFollower(
                "read-model", TopicFollower.Start.BEGINNING, settings.broker(), records.topics(), new Builder(records));
    }

    /** Begins to read. */
    public static ReadModel start(Settings settings) {
        return new ReadModel(settings);
    }

    /** True once everything has been read that was there at the start. */
    public boolean isReady() {
        return picture != null;
    }

    /** Whether what will be written from now on can be read. */
    public boolean isConnected() {
        try {
            return endOffsets.of(partitions, PROBE).isPresent();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Something was accepted by this replica: the next list shows it. */
    public void noteWrite() {
        writes.incrementAndGet();
    }

    /**
     * One seed.
     *
     * @return empty when there is none, or it is finished and forgotten
     * @throws BehindException when it is not known and not all that was written could be read in time
     */
    public Optional<SeedSnapshot> seed(String id) {
        Optional<SeedSnapshot> known = ask(now -> now.seed(id));
        if (known.isEmpty()) {
            requireCaughtUp();
        }
        return known.or(() -> ask(now -> now.seed(id)));
    }

    /** The same without the reason for which it waits, which takes longer to find. */
    public Optional<SeedEntry> entry(String id) {
        Optional<SeedEntry> known = ask(now -> now.seeds().find(id));
        if (known.isEmpty()) {
            requireCaughtUp();
        }
        return known.or(() -> ask(now -> now.seeds().find(id)));
    }

    /** Waits until a seed is no longer known as it was, or not at all; at most for that long. */
    public void awaitChange(SeedEntry was, Duration bound) throws InterruptedException {
        String id = was.request().id();
        var unused = changes.await(() -> !ask(now -> now.seeds().find(id)).equals(Optional.of(was)), bound);
    }

    /** What is known of a request that this replica has accepted; no more than that it was, until it has been read back. */
    public SeedSnapshot justAccepted(SeedRequest request) {
        Optional<SeedSnapshot> known = isReady() ? ask(now -> now.seed(request.id())) : Optional.empty();
        return known.orElseGet(() -> Picture.accepted(request));
    }

    /**
     * A page of seeds, newest first.
     *
     * @param after where the page before ended; null for the first page
     */
    public SeedPage seeds(SeedFilter filter, int limit, @Nullable SeedPlace after) {
        catchUpWithOwnWrites();
        return ask(now -> now.page(filter, limit, after));
    }

    /**
     * Which of these are known when everything is read that is written now; as they were accepted.
     *
     * @throws BehindException when not all that was written could be read in time
     */
    public List<SeedRequest> known(Collection<String> ids) {
        requireCaughtUp();
        return ask(now -> ids.stream()
                .flatMap(id -> now.seeds().find(id).stream())
                .map(SeedEntry::request)
                .toList());
    }

    /** The known seeds of a batch, as they were accepted. */
    public List<SeedRequest> batch(String batch) {
        SeedFilter filter = new SeedFilter(null, null, null, batch, null);
        return ask(now ->
                now.seeds().matching(filter).stream().map(SeedEntry::request).toList());
    }

    /** The known seeds of the batches whose ids are such. */
    public List<SeedEntry> ofBatches(Predicate<String> ids) {
        catchUpWithOwnWrites();
        return ask(now -> now.seeds().matching(new SeedFilter(null, null, null, null, null)).stream()
                .filter(entry -> {
                    String batch = entry.request().scheduling().batch();
                    return batch != null && ids.test(batch);
                })
                .toList());
    }

    /** Those that were cancelled because of this one's end, or because of the end of one of them, and so on. */
    public List<SeedEntry> cancelledBecauseOf(String id) {
        return ask(now -> now.seeds().cancelledBecauseOf(id));
    }

    /** Whether the ledger has decided this very retry of a request, which is known for as long as an outcome. */
    public boolean isRetried(SeedRequest request, String act) {
        return ask(now -> now.isRetried(request, act));
    }

    /** Waits until something is so, which is asked after everything that is read. False when the bound passed first. */
    public boolean await(BooleanSupplier condition, Duration bound) throws InterruptedException {
        return changes.await(condition, bound);
    }

    /** An empty one for a cluster that the ledger has said nothing about. */
    public ClusterSnapshot cluster(String cluster) {
        catchUpWithOwnWrites();
        return ask(now -> now.cluster(cluster));
    }

    /** How many of a cluster's requests wait for what, and what stands idle; does not look at each request. */
    public ClusterLoad load(String cluster) {
        return ask(now -> now.load(cluster));
    }

    /** The token that a request runs under; empty where it does not run. */
    public Optional<Token> tokenOf(SeedRequest request) {
        return ask(now -> now.tokenOf(request));
    }

    /** What is known now of a request, without waiting for what has been written since. */
    public Optional<SeedEntry> entrySoFar(String id) {
        return ask(now -> now.seeds().find(id));
    }

    /**
     * A charged token.
     *
     * @return empty when there is none
     * @throws BehindException when it is not known and not all that was written could be read in time
     */
    public Optional<TokenSnapshot> token(String cluster, String id) {
        Optional<TokenSnapshot> known = tokenSoFar(cluster, id);
        if (known.isEmpty()) {
            requireCaughtUp();
        }
        return known.or(() -> tokenSoFar(cluster, id));
    }

    private Optional<TokenSnapshot> tokenSoFar(String cluster, String id) {
        return ask(now -> now.token(cluster, id));
    }

    /** Of all clusters. */
    public List<TokenSnapshot> tokens() {
        return ask(Picture::tokens);
    }

    /** One cluster and its tokens at the same moment. */
    ClusterReport report(String cluster, @Nullable LastLook look) {
        catchUpWithOwnWrites();
        return ask(now -> new ClusterReport(now.cluster(cluster), now.tokens(cluster), look, Moment.now()));
    }

    /** One cluster at a glance. */
    ClusterOverview overview(String cluster, @Nullable LastLook look, int most) {
        return ask(now -> now.overview(cluster, look, most));
    }

    /** Tells of everything that is read. */
    Changes changes() {
        return changes;
    }

    /** What a cluster can grant at most; empty when nothing is known of it yet. */
    public OptionalInt largestPossible(String cluster) {
        Budget budget = isReady() ? ask(now -> now.cluster(cluster)).budget() : null;
        return budget == null ? OptionalInt.empty() : OptionalInt.of(budget.largestPossible());
    }

    private <T> T ask(Function<Picture, T> question) {
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

    private void requireCaughtUp() {
        if (!catchUp()) {
            throw new BehindException("this replica could not read all that was written within "
                    + settings.catchUp().toMillis() + " ms");
        }
    }

    /** A list may be a moment old; only one's own writes must not be missing. */
    private void catchUpWithOwnWrites() {
        long upTo = writes.get();
        if (writesRead.get() < upTo && catchUp()) {
            writesRead.accumulateAndGet(upTo, Math::max);
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
