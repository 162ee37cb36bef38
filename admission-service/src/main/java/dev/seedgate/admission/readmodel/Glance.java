package dev.seedgate.admission.readmodel;

import dev.seedgate.admission.readmodel.ClusterOverview.Holding;
import dev.seedgate.admission.readmodel.ClusterOverview.Next;
import dev.seedgate.admission.readmodel.ClusterOverview.WorkerLoad;
import dev.seedgate.core.ledger.Bid;
import dev.seedgate.core.ledger.LiveRequest;
import dev.seedgate.core.ledger.Token;
import dev.seedgate.core.ledger.Worker;
import dev.seedgate.protocol.WorkerId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Puts together what a {@link ClusterOverview} shows of one cluster. Never goes through the whole queue. */
final class Glance {
    private final ClusterReport report;
    private final ClusterEntities cluster;
    private final Seeds seeds;
    private final Instant now;

    Glance(ClusterReport report, ClusterEntities cluster, Seeds seeds) {
        this.report = report;
        this.cluster = cluster;
        this.seeds = seeds;
        this.now = report.at().wall();
    }

    /** @param most how many of those that wait are told one by one */
    ClusterOverview overview(WaitExplanation explanation, int most) {
        return new ClusterOverview(
                report,
                report.tokens().stream().map(this::holding).toList(),
                cluster.waiting().size(),
                firstInLine(most).map(live -> next(live, explanation)).toList(),
                workers());
    }

    private Holding holding(TokenSnapshot token) {
        String id = token.token().terms().request();
        Instant end = token.token() instanceof Token.Draining
                ? null
                : cluster.request(id)
                        .map(live -> live.expectedEnd(token.token().terms().grantedAt(), now))
                        .orElse(null);
        return new Holding(token, seeds.find(id).orElse(null), end);
    }

    private Stream<LiveRequest> firstInLine(int most) {
        Stream<LiveRequest> expected =
                cluster.estimates().inOrder(now).stream().flatMap(id -> cluster.request(id).stream());
        return Stream.concat(expected, cluster.waiting().stream())
                .filter(live -> !live.isRunning())
                .distinct()
                .limit(most);
    }

    private Next next(LiveRequest live, WaitExplanation explanation) {
        SeedEntry entry = seeds.find(live.id()).orElseGet(() -> SeedEntry.accepted(live.request()));
        Waiting waiting = explanation.of(entry).orElse(null);
        return new Next(entry, waiting, end(live, waiting));
    }

    private static @Nullable Instant end(LiveRequest live, @Nullable Waiting waiting) {
        return Optional.ofNullable(waiting)
                .map(Waiting::startsAt)
                .map(start -> live.expectedEnd(start, start))
                .orElse(null);
    }

    private List<WorkerLoad> workers() {
        Map<String, Long> tokens =
                count(cluster.tokens().stream(), token -> token.terms().holder());
        Map<String, Long> bids = count(cluster.bids().stream(), Bid::worker);
        return cluster.knownWorkers().stream()
                .sorted(Comparator.comparing(Worker::name))
                .map(worker -> new WorkerLoad(
                        worker,
                        tokens.getOrDefault(worker.name(), 0L).intValue(),
                        bids.getOrDefault(worker.name(), 0L).intValue()))
                .toList();
    }

    private static <T> Map<String, Long> count(Stream<T> each, Function<T, WorkerId> worker) {
        return each.collect(Collectors.groupingBy(one -> worker.apply(one).name(), Collectors.counting()));
    }
}
