package dev.seedgate.admission.readmodel;

import dev.seedgate.protocol.SeedRequest;
import dev.seedgate.protocol.StatusMessage.SeedProgress;
import dev.seedgate.protocol.StatusMessage.SeedStatus;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * All unfinished seeds, and the finished ones that ended last. Topics are not ordered among each other, so a request may be read
 * behind its own outcome: what is accepted never replaces what is known. Not thread-safe.
 */
final class Seeds {
    private final int finishedKept;
    private final Map<String, SeedEntry> byId = new HashMap<>();
    private final NavigableMap<SeedPlace, SeedEntry> newestFirst = new TreeMap<>();
    private final NavigableSet<Finish> finished = new TreeSet<>();
    /** Ids of those that were cancelled, by the one because of which they were. */
    private final Map<String, NavigableSet<String>> cancelled = new HashMap<>();

    /** By cluster, those that no ledger has read. */
    private final Map<String, Integer> unread = new HashMap<>();

    private Instant forgottenUpTo = Instant.MIN;

    /** @param finishedKept how many finished seeds are kept */
    Seeds(int finishedKept) {
        this.finishedKept = finishedKept;
    }

    private record Finish(Instant at, String id) implements Comparable<Finish> {
        private static final Comparator<Finish> OLDEST_FIRST =
                Comparator.comparing(Finish::at).thenComparing(Finish::id);

        @Override
        public int compareTo(Finish other) {
            return OLDEST_FIRST.compare(this, other);
        }
    }

    /** A request from before the end of a forgotten seed is most likely that seed's: it must not come back as a waiting one. */
    void accepted(SeedRequest request) {
        if (!byId.containsKey(request.id()) && request.acceptedAt().isAfter(forgottenUpTo)) {
            put(SeedEntry.accepted(request));
        }
    }

    void status(SeedStatus status) {
        SeedEntry known = byId.get(status.request().id());
        put(known == null ? new SeedEntry(status.request(), status, null) : known.with(status));
        forgetOldest();
    }

    /** Counts only while the ledger says that the seed runs under this very token. */
    void progress(SeedProgress progress) {
        SeedEntry known = byId.get(progress.request());
        if (known != null && known.runsUnder(progress.token())) {
            put(known.with(progress));
        }
    }

    void remove(String id) {
        SeedEntry known = byId.remove(id);
        if (known != null) {
            newestFirst.remove(known.place());
            countUnread(known, -1);
            finish(known).ifPresent(finished::remove);
            known.becauseOf()
                    .ifPresent(cause -> cancelled.computeIfPresent(cause, (any, ids) -> {
                        ids.remove(id);
                        return ids.isEmpty() ? null : ids;
                    }));
        }
    }

    Optional<SeedEntry> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** Those that were cancelled because of this one's end, or because of the end of one of them, and so on. */
    List<SeedEntry> cancelledBecauseOf(String id) {
        List<SeedEntry> found = new ArrayList<>();
        Deque<String> causes = new ArrayDeque<>(List.of(id));
        while (!causes.isEmpty()) {
            for (String follower : cancelled.getOrDefault(causes.remove(), Collections.emptyNavigableSet())) {
                found.add(Objects.requireNonNull(byId.get(follower)));
                causes.add(follower);
            }
        }
        return found;
    }

    private void countUnread(SeedEntry entry, int change) {
        if (entry.status() == null) {
            unread.merge(entry.request().cluster(), change, Integer::sum);
        }
    }

    /** How many of a cluster's seeds were accepted and not yet read by the ledger. */
    int unread(String cluster) {
        return unread.getOrDefault(cluster, 0);
    }

    /** Newest first. */
    Collection<SeedEntry> matching(SeedFilter filter) {
        return newestFirst.values().stream().filter(filter::matches).toList();
    }

    private void put(SeedEntry entry) {
        remove(entry.request().id());
        byId.put(entry.request().id(), entry);
        newestFirst.put(entry.place(), entry);
        countUnread(entry, 1);
        finish(entry).ifPresent(finished::add);
        entry.becauseOf()
                .ifPresent(cause -> cancelled
                        .computeIfAbsent(cause, any -> new TreeSet<>())
                        .add(entry.request().id()));
    }

    private static Optional<Finish> finish(SeedEntry entry) {
        SeedStatus status = entry.status();
        return status != null && status.state().isFinal()
                ? Optional.of(new Finish(
                        Objects.requireNonNullElse(status.finishedAt(), status.at()),
                        status.request().id()))
                : Optional.empty();
    }

    private void forgetOldest() {
        while (finished.size() > finishedKept) {
            Finish oldest = finished.first();
            forgottenUpTo = oldest.at();
            remove(oldest.id());
        }
    }
}
