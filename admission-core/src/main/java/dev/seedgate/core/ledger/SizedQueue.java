package dev.seedgate.core.ledger;

import java.util.Comparator;
import java.util.Iterator;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToIntFunction;

/**
 * Elements in order, with a line of its own for each size, so that the first of those that are not too large, or not too small, is
 * found by looking at the head of each line and not by a scan. There are about as many lines as there are different connection
 * counts: a handful, whatever the length of the queue.
 */
public final class SizedQueue<E> {
    private final ToIntFunction<E> size;
    private final Comparator<E> order;
    private final NavigableMap<Integer, NavigableSet<E>> lines = new TreeMap<>();

    /**
     * @param order total: two elements that compare as equal are the same element
     */
    SizedQueue(ToIntFunction<E> size, Comparator<E> order) {
        this.size = size;
        this.order = order;
    }

    void add(E element) {
        lines.computeIfAbsent(size.applyAsInt(element), length -> new TreeSet<>(order))
                .add(element);
    }

    void remove(E element) {
        lines.computeIfPresent(size.applyAsInt(element), (length, line) -> {
            line.remove(element);
            return line.isEmpty() ? null : line;
        });
    }

    /** Begins to take elements in thought: the queue itself does not change, and must not until the walk is over. */
    public Walk walk() {
        return new Walk();
    }

    /** What is left of the queue after some elements were taken. */
    public final class Walk {
        private final NavigableMap<Integer, Line<E>> left = new TreeMap<>();

        private Walk() {
            lines.forEach((length, line) -> left.put(length, new Line<>(line)));
        }

        /** The size of the largest element. */
        public OptionalInt largest() {
            return left.isEmpty() ? OptionalInt.empty() : OptionalInt.of(left.lastKey());
        }

        /** The first in order among those of at most this size. */
        public Optional<E> firstUpTo(int largest) {
            return first(left.headMap(largest, true));
        }

        /** The first in order among those of at least this size. */
        public Optional<E> firstFrom(int smallest) {
            return first(left.tailMap(smallest, true));
        }

        /** Takes an element that is the first of its size. */
        public void take(E element) {
            left.computeIfPresent(size.applyAsInt(element), (length, line) -> line.advance() ? line : null);
        }

        private Optional<E> first(NavigableMap<Integer, Line<E>> among) {
            return among.values().stream().map(line -> line.head).min(order);
        }
    }

    private static final class Line<E> {
        private final Iterator<E> rest;
        private E head;

        Line(NavigableSet<E> elements) {
            rest = elements.iterator();
            head = rest.next();
        }

        boolean advance() {
            if (!rest.hasNext()) {
                return false;
            }
            head = rest.next();
            return true;
        }
    }
}
