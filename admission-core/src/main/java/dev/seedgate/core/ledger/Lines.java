package dev.seedgate.core.ledger;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Elements in order, with a line of its own for each kind, so that the first of some kinds is found by looking at the head of each
 * line and not by a scan. There are as many lines as there are different kinds: a handful, whatever the number of elements.
 *
 * @param <K> what an element is like, as far as one looks for it; with a meaning of equality
 */
public final class Lines<K, E> {
    private final Function<E, K> kind;
    private final Comparator<E> order;
    private final Map<K, NavigableSet<E>> lines = new HashMap<>();

    /**
     * Without any element.
     *
     * @param order total: two elements that compare as equal are the same element
     */
    Lines(Function<E, K> kind, Comparator<E> order) {
        this.kind = kind;
        this.order = order;
    }

    void add(E element) {
        lines.computeIfAbsent(kind.apply(element), name -> new TreeSet<>(order)).add(element);
    }

    void remove(E element) {
        lines.computeIfPresent(kind.apply(element), (name, line) -> {
            line.remove(element);
            return line.isEmpty() ? null : line;
        });
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }

    /** Begins to take elements in thought: the lines themselves do not change, and must not until the walk is over. */
    public Walk walk() {
        return new Walk();
    }

    /** What is left after some elements were taken. */
    public final class Walk {
        private final Map<K, Rest<E>> left = new HashMap<>();

        private Walk() {
            lines.forEach((name, line) -> left.put(name, new Rest<>(line)));
        }

        /** The first in order among those of such kinds. */
        public Optional<E> first(Predicate<K> which) {
            return left.entrySet().stream()
                    .filter(line -> which.test(line.getKey()))
                    .map(line -> line.getValue().head)
                    .min(order);
        }

        /** Takes an element that is the first of its kind. */
        public void take(E element) {
            left.computeIfPresent(kind.apply(element), (name, line) -> line.advance() ? line : null);
        }
    }

    private static final class Rest<E> {
        private final Iterator<E> rest;
        private E head;

        Rest(NavigableSet<E> elements) {
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
