package dev.seedgate.cli.topics;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Brings records of several partitions, each in order, into one order by time. What was written before the reading began comes in the order
 * of its times, however the broker hands it out; what comes later is in order as far as it came together.
 *
 * @param <P> what tells the partitions apart
 * @param <R> the records
 */
final class TimeMerge<P, R> {
    /** A partition that is so far ahead of the others is not read on for a while. */
    private static final int MOST_AHEAD = 2_000;

    private final Function<R, Instant> time;
    private final Map<P, Deque<R>> queues = new LinkedHashMap<>();

    TimeMerge(Collection<P> partitions, Function<R, Instant> time) {
        this.time = time;
        partitions.forEach(partition -> queues.put(partition, new ArrayDeque<>()));
    }

    void add(P partition, R record) {
        queues.computeIfAbsent(partition, any -> new ArrayDeque<>()).add(record);
    }

    /**
     * Takes out whatever nothing earlier can come before.
     *
     * @param behind partitions of which older records are still to be read
     */
    List<R> ready(Set<P> behind) {
        List<R> ready = new ArrayList<>();
        while (behind.stream().noneMatch(partition -> queue(partition).isEmpty())) {
            Deque<R> earliest = queues.values().stream()
                    .filter(queue -> !queue.isEmpty())
                    .min(Comparator.comparing(queue -> time.apply(queue.element())))
                    .orElse(null);
            if (earliest == null) {
                break;
            }
            ready.add(earliest.remove());
        }
        return ready;
    }

    /** The partitions of which enough waits here for the others. */
    Set<P> full() {
        Set<P> full = new LinkedHashSet<>();
        queues.forEach((partition, queue) -> {
            if (queue.size() >= MOST_AHEAD) {
                full.add(partition);
            }
        });
        return full;
    }

    private Deque<R> queue(P partition) {
        return queues.getOrDefault(partition, new ArrayDeque<>());
    }
}
