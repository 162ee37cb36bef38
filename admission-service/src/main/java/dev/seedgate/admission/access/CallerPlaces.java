package dev.seedgate.admission.access;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;

/** Places for those who stay: so many in all, and of these so many for each caller, that one cannot take them all. */
public final class CallerPlaces {
    private final Semaphore all;
    private final int perCaller;
    private final ConcurrentMap<String, Integer> taken = new ConcurrentHashMap<>();

    /** Why somebody gets no place, if so. */
    public enum Outcome {
        TAKEN,
        NONE_LEFT,
        CALLER_HAS_ENOUGH
    }

    public CallerPlaces(int inAll, int perCaller) {
        this.all = new Semaphore(inAll);
        this.perCaller = perCaller;
    }

    /** Takes a place, where there is one. Whoever has taken one {@linkplain #release gives it back}. */
    public Outcome take(String caller) {
        if (!all.tryAcquire()) {
            return Outcome.NONE_LEFT;
        }
        if (taken.merge(caller, 1, Integer::sum) > perCaller) {
            release(caller);
            return Outcome.CALLER_HAS_ENOUGH;
        }
        return Outcome.TAKEN;
    }

    public void release(String caller) {
        taken.computeIfPresent(caller, (name, count) -> count == 1 ? null : count - 1);
        all.release();
    }
}
