package dev.seedgate.core.simulation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** Time, chance and the record of what happened. Nothing in a simulated world happens but through its agenda. */
final class World {
    static final Instant BEGINNING = Instant.parse("2026-01-01T00:00:00Z");

    private record Entry(long at, long number, Runnable action) {}

    private final PriorityQueue<Entry> agenda =
            new PriorityQueue<>(Comparator.comparingLong(Entry::at).thenComparingLong(Entry::number));
    private final long seed;
    private final boolean traced;
    private final List<String> trace = new ArrayList<>();
    private long millis;
    private long entries;

    World(long seed, boolean traced) {
        this.seed = seed;
        this.traced = traced;
    }

    long millis() {
        return millis;
    }

    Instant now() {
        return BEGINNING.plusMillis(millis);
    }

    /** True once the last incident has begun: from then on nothing fails any more. */
    boolean isCalm() {
        return millis > Plan.TROUBLE;
    }

    /** Chance for one part of the world; what another part does makes no difference to it. */
    SplittableRandom chance(String part) {
        return new SplittableRandom(seed * 31 + part.hashCode());
    }

    void after(long delay, Runnable action) {
        agenda.add(new Entry(millis + Math.max(0, delay), entries++, action));
    }

    /** Lets the next thing happen; false when nothing is left or the time is up. */
    boolean step(long until) {
        Entry next = agenda.peek();
        if (next == null || next.at() > until) {
            return false;
        }
        agenda.remove();
        millis = next.at();
        next.action().run();
        return true;
    }

    void trace(Supplier<String> line) {
        if (traced) {
            trace.add(String.format("%8.3f s  %s", millis / 1000.0, line.get()));
        }
    }

    List<String> trace() {
        return trace;
    }
}
