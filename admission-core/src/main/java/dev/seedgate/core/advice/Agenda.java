package dev.seedgate.core.advice;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;

/** What is going to happen, and when; at the same moment in the order in which it was put down. */
final class Agenda {
    private record Step(Instant at, long number, Runnable action) {}

    private final PriorityQueue<Step> steps =
            new PriorityQueue<>(Comparator.comparing(Step::at).thenComparingLong(Step::number));
    private final Instant start;
    private long count;

    /** @param start nothing happens before; what should have happens then */
    Agenda(Instant start) {
        this.start = start;
    }

    void at(Instant when, Runnable action) {
        steps.add(new Step(when.isBefore(start) ? start : when, ++count, action));
    }

    /** Does what is due, and what that makes due. */
    void doUntil(Instant now) {
        while (!steps.isEmpty() && !steps.element().at().isAfter(now)) {
            steps.remove().action().run();
        }
    }

    /** When the next is due; empty where nothing is left. */
    Optional<Instant> next() {
        return Optional.ofNullable(steps.peek()).map(Step::at);
    }
}
