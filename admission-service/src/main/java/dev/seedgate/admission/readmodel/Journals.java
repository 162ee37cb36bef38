package dev.seedgate.admission.readmodel;

import dev.seedgate.protocol.TokenEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The last lines of every cluster's journal, and the last of those that mark a moment. */
final class Journals {
    private static final int KEPT = 300;
    private static final int MOMENTS_KEPT = 200;
    /** What somebody who looks at the last hours wants to see marked. */
    private static final Set<String> MOMENTS = Set.of(
            "cluster-held",
            "cluster-resumed",
            "seeds-killed",
            "database-unreachable",
            "use-normal",
            "use-warn",
            "use-critical",
            "ledger-resumed",
            "request-died");

    private final Map<String, Kept> byCluster = new TreeMap<>();
    /** By partition, where the reading began. */
    private final Map<Integer, Long> first = new HashMap<>();

    /** One cluster's; the oldest first. */
    private static final class Kept {
        private final Deque<JournalLine> lines = new ArrayDeque<>();
        private final Deque<TokenEvent> moments = new ArrayDeque<>();
        private @Nullable JournalLine lastDropped;

        void add(JournalLine line, TokenEvent event) {
            lines.addLast(line);
            if (lines.size() > KEPT) {
                lastDropped = lines.removeFirst();
            }
            if (MOMENTS.contains(event.event())) {
                moments.addLast(event);
                if (moments.size() > MOMENTS_KEPT) {
                    moments.removeFirst();
                }
            }
        }
    }

    synchronized void clear() {
        byCluster.clear();
        first.clear();
    }

    synchronized void add(JournalLine line, TokenEvent event) {
        first.putIfAbsent(line.partition(), line.offset());
        byCluster.computeIfAbsent(line.cluster(), cluster -> new Kept()).add(line, event);
    }

    /** Of those clusters, what comes after that. */
    synchronized ClusterHistory.News since(JournalPosition position, Predicate<String> clusters) {
        List<JournalLine> news = new ArrayList<>();
        boolean complete = true;
        for (Map.Entry<String, Kept> entry : byCluster.entrySet()) {
            Kept kept = entry.getValue();
            JournalLine latest = kept.lines.getLast();
            if (clusters.test(entry.getKey()) && position.isBefore(latest)) {
                complete &= !position.isBefore(latest.partition(), first.getOrDefault(latest.partition(), 0L) - 1);
                complete &= kept.lastDropped == null || !position.isBefore(kept.lastDropped);
                kept.lines.stream().filter(position::isBefore).forEach(news::add);
            }
        }
        news.sort(JournalLine.IN_TIME);
        return new ClusterHistory.News(news, complete);
    }

    /** The moments of a cluster, the oldest first. */
    synchronized List<TokenEvent> moments(String cluster) {
        Kept kept = byCluster.get(cluster);
        return kept == null ? List.of() : List.copyOf(kept.moments);
    }
}
