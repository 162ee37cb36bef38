package dev.seedgate.admission.readmodel;

import dev.seedgate.core.Policy;
import dev.seedgate.core.ledger.LiveRequest;
import dev.seedgate.core.ledger.LiveRequest.Phase;
import dev.seedgate.core.ledger.Token;
import dev.seedgate.protocol.SeedRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All that the topics told so far, and the questions that can be asked of it. Not thread-safe. */
final class Picture {
    private final Seeds seeds;
    private final Map<String, ClusterEntities> clusters = new TreeMap<>();

    private final Policy policy;

    Picture(int finishedKept, Policy policy) {
        this.seeds = new Seeds(finishedKept);
        this.policy = policy;
    }

    Seeds seeds() {
        return seeds;
    }

    /** Made when it is asked for first. */
    ClusterEntities entities(String cluster) {
        return clusters.computeIfAbsent(cluster, name -> new ClusterEntities(name, policy));
    }

    Optional<SeedSnapshot> seed(String id) {
        return seeds.find(id)
                .map(entry -> snapshot(entry, explanation(entry.request().cluster())));
    }

    /** @param after where the page before ended; null for the first page */
    SeedPage page(SeedFilter filter, int limit, @Nullable SeedPlace after) {
        Collection<SeedEntry> matching = seeds.matching(filter);
        Map<String, WaitExplanation> explanations = new HashMap<>();
        List<SeedSnapshot> page = new ArrayList<>();
        for (SeedEntry entry : matching) {
            if (after != null && entry.place().compareTo(after) <= 0) {
                continue;
            }
            if (page.size() == limit) {
                return new SeedPage(
                        page, matching.size(), page.getLast().entry().place());
            }
            page.add(
                    snapshot(entry, explanations.computeIfAbsent(entry.request().cluster(), this::explanation)));
        }
        return new SeedPage(page, matching.size(), null);
    }

    /** A request that is not in the picture yet. */
    static SeedSnapshot accepted(SeedRequest request) {
        return new SeedSnapshot(SeedEntry.accepted(request), WaitExplanation.notYetRead());
    }

    private WaitExplanation explanation(String cluster) {
        return new WaitExplanation(known(cluster), Instant.now());
    }

    private ClusterEntities known(String cluster) {
        ClusterEntities entities = clusters.get(cluster);
        return entities == null ? new ClusterEntities(cluster, policy) : entities;
    }

    private static SeedSnapshot snapshot(SeedEntry entry, WaitExplanation explanation) {
        return new SeedSnapshot(entry, explanation.of(entry).orElse(null));
    }

    /** The token that a request runs under; empty where it does not run. */
    Optional<Token> tokenOf(SeedRequest request) {
        ClusterEntities entities = known(request.cluster());
        return entities.request(request.id())
                .filter(live -> live.phase() instanceof Phase.Running)
                .flatMap(live -> entities.ledger().token(((Phase.Running) live.phase()).token()));
    }

    /** Whether the ledger has decided this very retry. */
    boolean isRetried(SeedRequest request, String act) {
        return known(request.cluster())
                .ledger()
                .rememberedRetry(request.id())
                .filter(retry -> retry.acts().contains(act))
                .isPresent();
    }

    ClusterSnapshot cluster(String name) {
        ClusterEntities entities = known(name);
        return new ClusterSnapshot(
                name,
                entities.state(),
                entities.charged(),
                liveSeeds(entities),
                (int) entities.bids().stream().filter(bid -> !bid.isOfHolder()).count(),
                entities.workers(),
                entities.tokens().size());
    }

    private static ClusterSnapshot.LiveSeeds liveSeeds(ClusterEntities cluster) {
        return new ClusterSnapshot.LiveSeeds(
                cluster.in(Phase.Waiting.class) + cluster.in(Phase.Following.class) + cluster.in(Phase.Postponed.class),
                cluster.in(Phase.Running.class),
                cluster.in(Phase.BackingOff.class),
                cluster.in(Phase.Held.class));
    }

    /** How many requests wait for what, and what stands idle. */
    ClusterLoad load(String cluster) {
        return Loads.of(known(cluster), seeds.unread(cluster), Instant.now());
    }

    /** By cluster, then by fence: the oldest grant first. */
    List<TokenSnapshot> tokens() {
        return clusters.keySet().stream()
                .flatMap(cluster -> tokens(cluster).stream())
                .toList();
    }

    Optional<TokenSnapshot> token(String cluster, String id) {
        ClusterEntities entities = known(cluster);
        return entities.ledger().token(id).map(token -> new TokenSnapshot(cluster, token, requestOf(entities, token)));
    }

    /** The oldest grant first. */
    List<TokenSnapshot> tokens(String cluster) {
        ClusterEntities entities = known(cluster);
        return entities.tokens().stream()
                .sorted(Comparator.comparingLong(token -> token.terms().fence()))
                .map(token -> new TokenSnapshot(cluster, token, requestOf(entities, token)))
                .toList();
    }

    /**
     * A cluster at a glance.
     *
     * @param look what its server showed last; null where nothing was read of it yet
     * @param most how many of those that wait are told one by one
     */
    ClusterOverview overview(String cluster, @Nullable LastLook look, int most) {
        Moment now = Moment.now();
        var report = new ClusterReport(cluster(cluster), tokens(cluster), look, now);
        return new Glance(report, known(cluster), seeds).overview(explanation(cluster), most);
    }

    private @Nullable SeedRequest requestOf(ClusterEntities entities, Token token) {
        String id = token.terms().request();
        return entities.request(id)
                .map(LiveRequest::request)
                .or(() -> seeds.find(id).map(SeedEntry::request))
                .orElse(null);
    }
}
