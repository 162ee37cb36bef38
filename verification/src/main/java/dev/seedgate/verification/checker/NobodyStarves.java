package dev.seedgate.verification.checker;

import dev.seedgate.protocol.Scheduling;
import dev.seedgate.protocol.SeedState;
import dev.seedgate.protocol.StatusMessage.SeedStatus;
import dev.seedgate.protocol.TokenEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * P5, as the journal tells it. Two bounds. A request that is the first in line of those whose seed does not run already, and for which
 * the budget has room, starts within the first; the time in which there is no owner or no worker that is free counts, so faults must fit into it. And whatever is posted
 * starts within the second, which depends on how many are posted: it says that nobody was passed over for ever. Whoever follows others, or
 * waits for a time, is in the line from the moment at which that is over.
 */
public final class NobodyStarves implements TopicObserver, Checker {
    private final Duration atMostFirst;
    private final Duration atMostAtAll;
    private final Map<String, Waiting> known = new HashMap<>();
    private final TreeMap<Long, Waiting> line = new TreeMap<>();
    /** Requests that run, by their seeds. */
    private final Map<String, Set<String>> running = new HashMap<>();

    /** Those that are not in the line yet. */
    private final Set<String> toCome = new HashSet<>();
    /** Those for which what they waited for by themselves was over at some time. */
    private final Set<String> eligible = new HashSet<>();

    private final List<String> violations = new ArrayList<>();
    private Duration longestFirst = Duration.ZERO;
    private Duration slowestStart = Duration.ZERO;
    private int starts;
    private int overtaken;
    private long places;
    private @Nullable Waiting couldStart;
    private Instant couldStartSince = Instant.MIN;

    /**
     * Holds both bounds.
     *
     * @param atMostFirst how long the first in line may wait while the budget has room for it
     * @param atMostAtAll how long anybody may wait for its first start
     */
    public NobodyStarves(Duration atMostFirst, Duration atMostAtAll) {
        this.atMostFirst = atMostFirst;
        this.atMostAtAll = atMostAtAll;
    }

    /** A request in its place. */
    private record Waiting(long place, String id, String seed, int connections, Instant since, boolean startedBefore) {}

    /** The journal does not say who has to wait for something; the status does, a moment before or after it. */
    @Override
    public synchronized void status(SeedStatus status, Instant at) {
        String id = status.request().id();
        Scheduling asked = status.request().scheduling();
        boolean waitsByItself = !asked.after().isEmpty() || asked.notBefore() != null;
        if (waitsByItself && status.state() == SeedState.QUEUED && !eligible.contains(id) && toCome.add(id)) {
            Waiting waiting = known.get(id);
            if (waiting != null) {
                line.remove(waiting.place());
            }
        }
    }

    @Override
    public synchronized void journal(TokenEvent event, Instant at) {
        String id = event.request();
        if (id != null) {
            switch (event.event()) {
                case "request-queued" -> {
                    places++;
                    int connections = Objects.requireNonNullElse(event.connections(), 0);
                    Waiting waiting = new Waiting(
                            places, id, Objects.requireNonNullElse(event.detail(), id), connections, at, false);
                    known.put(id, waiting);
                    if (!toCome.contains(id)) {
                        line.put(places, waiting);
                    }
                }
                case "request-returned" -> {
                    runsNoMore(id);
                    back(id);
                }
                case "request-eligible" -> becomesEligible(id, at);
                case "request-retrying", "request-held" -> runsNoMore(id);
                case "token-granted" -> starts(id, at);
                case "request-succeeded", "request-died", "request-cancelled" -> ends(id);
                default -> {
                    // Moves nobody in the line.
                }
            }
        }
        watchTheFirst(event, at);
    }

    private void back(String id) {
        Waiting waiting = known.get(id);
        if (waiting != null) {
            line.put(waiting.place(), waiting);
        }
    }

    private void becomesEligible(String id, Instant at) {
        eligible.add(id);
        Waiting waiting = known.get(id);
        if (toCome.remove(id) && waiting != null && !waiting.startedBefore()) {
            known.put(id, new Waiting(waiting.place(), id, waiting.seed(), waiting.connections(), at, false));
        }
        back(id);
    }

    private void starts(String id, Instant at) {
        Waiting waiting = known.get(id);
        if (waiting == null || (line.remove(waiting.place()) == null && !toCome.remove(id))) {
            return;
        }
        eligible.add(id);
        running.computeIfAbsent(waiting.seed(), seed -> new HashSet<>()).add(id);
        overtaken += line.headMap(waiting.place()).isEmpty() ? 0 : 1;
        if (!waiting.startedBefore()) {
            starts++;
            Duration time = Duration.between(waiting.since(), at);
            slowestStart = longer(slowestStart, time);
            if (time.compareTo(atMostAtAll) > 0) {
                violations.add("%s was queued at %s and started after %s".formatted(id, waiting.since(), time));
            }
        }
        known.put(id, new Waiting(waiting.place(), id, waiting.seed(), waiting.connections(), waiting.since(), true));
    }

    private void runsNoMore(String id) {
        running.values().forEach(ids -> ids.remove(id));
    }

    private void ends(String id) {
        runsNoMore(id);
        Waiting waiting = known.remove(id);
        if (waiting != null) {
            line.remove(waiting.place());
        }
    }

    private void watchTheFirst(TokenEvent event, Instant at) {
        Waiting first = line.values().stream().filter(this::mayRun).findFirst().orElse(null);
        Waiting able = first != null && first.connections() <= event.budget().free() ? first : null;
        if (couldStart != null) {
            Duration time = Duration.between(couldStartSince, at);
            longestFirst = longer(longestFirst, time);
            if (able != null && able.place() == couldStart.place()) {
                return;
            }
            if (time.compareTo(atMostFirst) > 0) {
                violations.add("%s was the first in line with room for it from %s on, for %s"
                        .formatted(couldStart.id(), couldStartSince, time));
            }
        }
        couldStart = able;
        couldStartSince = at;
    }

    /** A seed does not run beside itself; the tally says that it may. */
    private boolean mayRun(Waiting waiting) {
        return waiting.seed().equals(EffectsExactlyOnce.TALLY)
                || running.getOrDefault(waiting.seed(), Set.of()).isEmpty();
    }

    /** The longest time from a request's queueing to its first start. */
    public synchronized Duration slowestStart() {
        return slowestStart;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    @Override
    public synchronized Verdict verdict() {
        return new Verdict(
                "P5 nobody starves",
                "%d first starts, the slowest after %s (bound %s); first in line with room for it for %s at the longest (bound %s); %d grants passed one that waited"
                        .formatted(starts, slowestStart, atMostAtAll, longestFirst, atMostFirst, overtaken),
                violations);
    }
}
