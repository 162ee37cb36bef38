package dev.seedgate.core.advice;

import org.jspecify.annotations.Nullable;

/**
 * Something that could be done.
 *
 * @param what in a few words: a plan's name, or what is changed; empty for leaving everything as it is
 * @param plan that it takes; null where the plan in force is not on the list
 */
public record Choice(
        Kind kind,
        String what,
        Variation variation,
        @Nullable PlanOffer plan) {
    /** In the order in which one is preferred to another that costs as much. */
    public enum Kind {
        /** Leave everything as it is. */
        STAY,
        /** Run more workers. */
        WORKERS,
        /** Let seeds come at another hour. */
        HOURS,
        /** Let seeds ask for fewer connections. */
        CONNECTIONS,
        /** Keep less for a class. */
        RESERVATION,
        /** Take another plan. */
        PLAN,
        /** Take another plan, and run more workers. */
        PLAN_AND_WORKERS
    }
}
