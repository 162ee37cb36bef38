package dev.seedgate.admission.readmodel;

import dev.seedgate.protocol.ClusterObservation.Seen;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Who had how many sessions, of every cluster for the last hours. Of each {@link #STEP} the fullest look is kept: whoever looks at
 * the past looks for the peaks.
 */
final class UseHistory {
    static final Duration STEP = Duration.ofSeconds(15);
    private static final int STEPS_KEPT = 720;

    private final Map<String, Deque<UsePoint>> byCluster = new TreeMap<>();

    synchronized void clear() {
        byCluster.clear();
    }

    synchronized void add(Seen seen, Instant at) {
        UsePoint point = point(seen, at);
        Deque<UsePoint> points = byCluster.computeIfAbsent(seen.cluster(), cluster -> new ArrayDeque<>());
        UsePoint last = points.peekLast();
        if (last == null || last.at().isBefore(point.at())) {
            points.addLast(point);
        } else if (last.at().equals(point.at()) && last.used() < point.used()) {
            points.removeLast();
            points.addLast(point);
        }
        if (points.size() > STEPS_KEPT) {
            points.removeFirst();
        }
    }

    /** A cluster's, the oldest first, from that moment on. */
    synchronized List<UsePoint> since(String cluster, Instant from) {
        return byCluster.getOrDefault(cluster, new ArrayDeque<>()).stream()
                .filter(point -> !point.at().isBefore(from))
                .toList();
    }

    private static UsePoint point(Seen seen, Instant at) {
        Map<String, Integer> sessions = new TreeMap<>();
        seen.classes().forEach(each -> sessions.put(each.name(), each.sessions()));
        int tokens = seen.tokens().stream().mapToInt(each -> each.pids().size()).sum();
        return new UsePoint(start(at), seen.settings().maxConnections(), sessions, tokens, seen.unclassified());
    }

    /** Of the step that a moment is in. */
    private static Instant start(Instant at) {
        return Instant.ofEpochMilli(Math.floorDiv(at.toEpochMilli(), STEP.toMillis()) * STEP.toMillis());
    }
}
