package dev.seedgate.admission.readmodel;

import dev.seedgate.core.Policy;
import dev.seedgate.core.ledger.Budget;
import dev.seedgate.core.ledger.Token;
import dev.seedgate.core.outlook.Scaling;
import dev.seedgate.protocol.SeedRequest;
import dev.seedgate.protocol.TopicNames;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Answers what people ask. Every replica has its own, built from the topics alone, so all show the same, each a moment behind what
 * is written. Where a moment matters it is waited for: before a seed is said not to exist, and before a list is given by the
 * replica that has just accepted something, everything is read that was written by then.
 *
 * <p>Keeps all unfinished seeds and a bounded number of finished ones in memory.
 */
public final class ReadModel implements AutoCloseable {
    private final LivePicture live;

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

    private ReadModel(LivePicture live) {
        this.live = live;
    }

    /** Begins to read. */
    public static ReadModel start(Settings settings) {
        return new ReadModel(new LivePicture(settings));
    }

    /** True once everything has been read that was there at the start. */
    public boolean isReady() {
        return live.isReady();
    }

    /** Whether what will be written from now on can be read. */
    public boolean isConnected() {
        return live.isConnected();
    }

    /** Something was accepted by this replica: the next list shows it. */
    public void noteWrite() {
        live.noteWrite();
    }

    /**
     * One seed.
     *
     * @return empty when there is none, or it is finished and forgotten
     * @throws BehindException when it is not known and not all that was written could be read in time
     */
    public Optional<SeedSnapshot> seed(String id) {
        Optional<SeedSnapshot> known = live.ask(now -> now.seed(id));
        if (known.isEmpty()) {
            live.requireCaughtUp();
        }
        return known.or(() -> live.ask(now -> now.seed(id)));
    }

    /** The same without the reason for which it waits, which takes longer to find. */
    public Optional<SeedEntry> entry(String id) {
        Optional<SeedEntry> known = live.ask(now -> now.seeds().find(id));
        if (known.isEmpty()) {
            live.requireCaughtUp();
        }
        return known.or(() -> live.ask(now -> now.seeds().find(id)));
    }

    /** Waits until a seed is no longer known as it was, or not at all; at most for that long. */
    public void awaitChange(SeedEntry was, Duration bound) throws InterruptedException {
        String id = was.request().id();
        var unused = live.changes()
                .await(() -> !live.ask(now -> now.seeds().find(id)).equals(Optional.of(was)), bound);
    }

    /** What is known of a request that this replica has accepted; no more than that it was, until it has been read back. */
    public SeedSnapshot justAccepted(SeedRequest request) {
        Optional<SeedSnapshot> known = isReady() ? live.ask(now -> now.seed(request.id())) : Optional.empty();
        return known.orElseGet(() -> Picture.accepted(request));
    }

    /**
     * A page of seeds, newest first.
     *
     * @param after where the page before ended; null for the first page
     */
    public SeedPage seeds(SeedFilter filter, int limit, @Nullable SeedPlace after) {
        live.catchUpWithOwnWrites();
        return live.ask(now -> now.page(filter, limit, after));
    }

    /**
     * Which of these are known when everything is read that is written now; as they were accepted.
     *
     * @throws BehindException when not all that was written could be read in time
     */
    public List<SeedRequest> known(Collection<String> ids) {
        live.requireCaughtUp();
        return live.ask(now -> ids.stream()
                .flatMap(id -> now.seeds().find(id).stream())
                .map(SeedEntry::request)
                .toList());
    }

    /** The known seeds of a batch, as they were accepted. */
    public List<SeedRequest> batch(String batch) {
        SeedFilter filter = new SeedFilter(null, null, null, batch, null);
        return live.ask(now ->
                now.seeds().matching(filter).stream().map(SeedEntry::request).toList());
    }

    /** The known seeds of the batches whose ids are such. */
    public List<SeedEntry> ofBatches(Predicate<String> ids) {
        live.catchUpWithOwnWrites();
        return live.ask(now -> now.seeds().matching(new SeedFilter(null, null, null, null, null)).stream()
                .filter(entry -> {
                    String batch = entry.request().scheduling().batch();
                    return batch != null && ids.test(batch);
                })
                .toList());
    }

    /** Those that were cancelled because of this one's end, or because of the end of one of them, and so on. */
    public List<SeedEntry> cancelledBecauseOf(String id) {
        return live.ask(now -> now.seeds().cancelledBecauseOf(id));
    }

    /** Whether the ledger has decided this very retry of a request, which is known for as long as an outcome. */
    public boolean isRetried(SeedRequest request, String act) {
        return live.ask(now -> now.isRetried(request, act));
    }

    /** Waits until something is so, which is asked after everything that is read. False when the bound passed first. */
    public boolean await(BooleanSupplier condition, Duration bound) throws InterruptedException {
        return live.changes().await(condition, bound);
    }

    /** An empty one for a cluster that the ledger has said nothing about. */
    public ClusterSnapshot cluster(String cluster) {
        live.catchUpWithOwnWrites();
        return live.ask(now -> now.cluster(cluster));
    }

    /** How many of a cluster's requests wait for what, and what stands idle; does not look at each request. */
    public ClusterLoad load(String cluster) {
        return live.ask(now -> now.load(cluster));
    }

    /**
     * How many workers would be of use to each of these clusters, all at the same moment; work, so not for everybody who asks.
     *
     * @throws BehindException when this replica has not read yet what happened before its start
     */
    public List<ClusterScaling> scaling(Collection<String> clusters, Scaling.Question question) {
        live.catchUpWithOwnWrites();
        return live.ask(now ->
                clusters.stream().map(cluster -> now.scaling(cluster, question)).toList());
    }

    /** The token that a request runs under; empty where it does not run. */
    public Optional<Token> tokenOf(SeedRequest request) {
        return live.ask(now -> now.tokenOf(request));
    }

    /** What is known now of a request, without waiting for what has been written since. */
    public Optional<SeedEntry> entrySoFar(String id) {
        return live.ask(now -> now.seeds().find(id));
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
            live.requireCaughtUp();
        }
        return known.or(() -> tokenSoFar(cluster, id));
    }

    private Optional<TokenSnapshot> tokenSoFar(String cluster, String id) {
        return live.ask(now -> now.token(cluster, id));
    }

    /** Of all clusters. */
    public List<TokenSnapshot> tokens() {
        return live.ask(Picture::tokens);
    }

    /** One cluster and its tokens at the same moment. */
    ClusterReport report(String cluster, @Nullable LastLook look) {
        live.catchUpWithOwnWrites();
        return live.ask(now -> new ClusterReport(now.cluster(cluster), now.tokens(cluster), look, Moment.now()));
    }

    /** One cluster at a glance. */
    ClusterOverview overview(String cluster, @Nullable LastLook look, int most) {
        return live.ask(now -> now.overview(cluster, look, most));
    }

    /** Tells of everything that is read. */
    Changes changes() {
        return live.changes();
    }

    /** What a cluster can grant at most; empty when nothing is known of it yet. */
    public OptionalInt largestPossible(String cluster) {
        Budget budget = isReady() ? live.ask(now -> now.cluster(cluster)).budget() : null;
        return budget == null ? OptionalInt.empty() : OptionalInt.of(budget.largestPossible());
    }

    @Override
    public void close() {
        live.close();
    }
}
