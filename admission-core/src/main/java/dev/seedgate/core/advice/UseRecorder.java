package dev.seedgate.core.advice;

import dev.seedgate.core.advice.Figures.HourUse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Adds up what tokens have, and for how long the cluster has something to do. */
final class UseRecorder {
    private static final int HOURS = 24;

    private final Instant from;
    private final Instant to;
    private final long[] millis = new long[HOURS];
    private final long[] connectionMillis = new long[HOURS];
    private final int[] peaks = new int[HOURS];
    private Instant last;
    private int charged;
    private Instant busySince = Instant.MAX;
    private Duration busy = Duration.ZERO;
    private Duration makespan = Duration.ZERO;

    /** What lies before {@code from} or after {@code to} is not in the hours. */
    UseRecorder(Instant start, Instant from, Instant to) {
        this.last = start;
        this.from = from;
        this.to = to;
    }

    /** So it is from now on. */
    void note(Instant now, int chargedNow, boolean hasWork) {
        add(later(last, from), now.isBefore(to) ? now : to);
        last = now;
        charged = chargedNow;
        boolean wasBusy = !busySince.equals(Instant.MAX);
        if (hasWork && !wasBusy) {
            busySince = now;
        }
        if (!hasWork && wasBusy) {
            done(now);
        }
    }

    private void done(Instant now) {
        Duration took = Duration.between(busySince, now);
        busy = busy.plus(took);
        makespan = took.compareTo(makespan) > 0 ? took : makespan;
        busySince = Instant.MAX;
    }

    private void add(Instant begin, Instant end) {
        Instant at = begin;
        while (at.isBefore(end)) {
            Instant nextHour = at.truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
            Instant until = nextHour.isBefore(end) ? nextHour : end;
            int hour = at.atOffset(ZoneOffset.UTC).getHour();
            long span = Duration.between(at, until).toMillis();
            millis[hour] += span;
            connectionMillis[hour] += span * charged;
            peaks[hour] = Math.max(peaks[hour], charged);
            at = until;
        }
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** Nothing follows. */
    void end(Instant now) {
        note(now, 0, false);
    }

    Duration busy() {
        return busy;
    }

    Duration makespan() {
        return makespan;
    }

    /** Those hours of which some part was within the time. */
    List<HourUse> hours() {
        List<HourUse> hours = new ArrayList<>();
        for (int hour = 0; hour < HOURS; hour++) {
            if (millis[hour] > 0) {
                hours.add(new HourUse(hour, (double) connectionMillis[hour] / millis[hour], peaks[hour]));
            }
        }
        return hours;
    }
}
