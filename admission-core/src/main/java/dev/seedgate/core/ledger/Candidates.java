package dev.seedgate.core.ledger;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The requests that may be granted a token as soon as there is room, by their tenants: those that wait; but of each concurrency key
 * only the first in line, and that only while none of the key runs.
 */
public final class Candidates {
    private final Map<String, Lines<Shape, LiveRequest>> byTenant = new TreeMap<>();
    private final Map<Key, KeyLine> byKey = new HashMap<>();
    private final NavigableMap<Integer, Integer> byConnections = new TreeMap<>();

    private record Key(String database, String key) {}

    void add(LiveRequest live) {
        Key key = key(live);
        if (key != null) {
            byKey.computeIfAbsent(key, name -> new KeyLine()).add(live);
        } else if (live.isWaiting()) {
            show(live);
        }
    }

    void remove(LiveRequest live) {
        Key key = key(live);
        if (key != null) {
            byKey.computeIfPresent(key, (name, line) -> line.remove(live) ? line : null);
        } else if (live.isWaiting()) {
            hide(live);
        }
    }

    /** Who of a request's concurrency key goes before it: the one that runs, or the first in line; empty where nobody does. */
    public Optional<LiveRequest> before(LiveRequest live) {
        Key key = key(live);
        KeyLine line = key == null ? null : byKey.get(key);
        return line == null
                ? Optional.empty()
                : line.first().filter(first -> !first.id().equals(live.id()));
    }

    private static @Nullable Key key(LiveRequest live) {
        String key = live.request().scheduling().concurrencyKey();
        return key == null ? null : new Key(live.request().database(), key);
    }

    /** How many there are, by the connections that they need. */
    public NavigableMap<Integer, Integer> byConnections() {
        return Collections.unmodifiableNavigableMap(byConnections);
    }

    private void show(LiveRequest live) {
        byConnections.merge(live.request().connections(), 1, Integer::sum);
        byTenant.computeIfAbsent(live.tenant(), name -> new Lines<>(Shape::of, LiveRequest.QUEUE_ORDER))
                .add(live);
    }

    private void hide(LiveRequest live) {
        byConnections.computeIfPresent(
                live.request().connections(), (connections, count) -> count == 1 ? null : count - 1);
        byTenant.computeIfPresent(live.tenant(), (name, lines) -> {
            lines.remove(live);
            return lines.isEmpty() ? null : lines;
        });
    }

    /** All requests of one concurrency key that run or wait. */
    private final class KeyLine {
        private final NavigableSet<LiveRequest> running = new TreeSet<>(LiveRequest.QUEUE_ORDER);
        private final NavigableSet<LiveRequest> waiting = new TreeSet<>(LiveRequest.QUEUE_ORDER);
        private @Nullable LiveRequest shown;

        void add(LiveRequest live) {
            if (live.isRunning()) {
                running.add(live);
            } else if (live.isWaiting()) {
                waiting.add(live);
            }
            refresh();
        }

        /** Returns whether anybody is left. */
        boolean remove(LiveRequest live) {
            running.remove(live);
            waiting.remove(live);
            refresh();
            return !running.isEmpty() || !waiting.isEmpty();
        }

        Optional<LiveRequest> first() {
            return (running.isEmpty() ? waiting : running).stream().findFirst();
        }

        private void refresh() {
            LiveRequest next = running.isEmpty() && !waiting.isEmpty() ? waiting.first() : null;
            if (!Objects.equals(next, shown)) {
                if (shown != null) {
                    hide(shown);
                }
                if (next != null) {
                    show(next);
                }
                shown = next;
            }
        }
    }

    /** Begins to take candidates in thought: nothing changes, and nothing must until the walk is over. */
    public Walk walk() {
        return new Walk();
    }

    /** Who is left after some were taken. Whoever follows under a taken one's concurrency key is not among them. */
    public final class Walk {
        private final Map<String, Lines<Shape, LiveRequest>.Walk> left = new TreeMap<>();

        private Walk() {
            byTenant.forEach((tenant, lines) -> left.put(tenant, lines.walk()));
        }

        /** Those who had candidates when the walk began. */
        public Collection<String> tenants() {
            return Collections.unmodifiableCollection(left.keySet());
        }

        /** A tenant's first in line among those of such shapes. */
        public Optional<LiveRequest> first(String tenant, Predicate<Shape> which) {
            return Optional.ofNullable(left.get(tenant)).flatMap(lines -> lines.first(which));
        }

        /** Takes a request that is its tenant's first of its shape. */
        public void take(LiveRequest live) {
            left.computeIfPresent(live.tenant(), (tenant, lines) -> {
                lines.take(live);
                return lines;
            });
        }
    }
}
