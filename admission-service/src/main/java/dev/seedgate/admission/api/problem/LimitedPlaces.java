package dev.seedgate.admission.api.problem;

import dev.seedgate.admission.access.CallerPlaces;
import dev.seedgate.admission.access.Callers;

/** Places for live streams, each of which has a connection and a thread; whoever gets none is told why by a problem. */
public final class LimitedPlaces {
    private final String allTaken;
    private final int perCaller;
    private final CallerPlaces places;
    private final Callers callers;

    /**
     * Makes them.
     *
     * @param allTaken what is said where none is left
     * @param perCaller of {@code inAll}; does not hold where callers are not limited
     */
    public LimitedPlaces(String allTaken, int inAll, int perCaller, Callers callers) {
        this.allTaken = allTaken;
        this.perCaller = callers.areLimited() ? perCaller : inAll;
        this.places = new CallerPlaces(inAll, this.perCaller);
        this.callers = callers;
    }

    /**
     * Takes a place for the one who asks.
     *
     * @return gives it back; to be run once
     * @throws ProblemException when there is none for him
     */
    public Runnable take() {
        String caller = callers.name();
        return switch (places.take(caller)) {
            case TAKEN -> () -> places.release(caller);
            case NONE_LEFT -> throw new ProblemException(ProblemKind.TOO_MANY_WATCHERS, allTaken);
            case CALLER_HAS_ENOUGH ->
                throw new ProblemException(
                        ProblemKind.TOO_MANY_STREAMS,
                        caller + " has " + perCaller
                                + " streams open, as many as seedgate.http.max-streams-per-caller allows; close one");
        };
    }
}
