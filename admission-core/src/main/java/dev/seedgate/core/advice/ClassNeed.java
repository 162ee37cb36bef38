package dev.seedgate.core.advice;

import dev.seedgate.core.Reservations;
import dev.seedgate.core.Reservations.Reservation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a class of consumers that nobody gates really had, of what is kept for it. Between two looks it may have had more for a moment;
 * every change that a look saw counts.
 *
 * @param peak most sessions that were seen at once
 * @param usual so many or fewer for 19/20 of the time
 * @param beyond for how long it had more than its reservation
 */
public record ClassNeed(String consumerClass, int reservation, int peak, int usual, Duration beyond) {
    private static final double USUAL = 0.95;

    static List<ClassNeed> of(History history, Reservations reservations) {
        return reservations.classes().stream().map(each -> of(history, each)).toList();
    }

    private static ClassNeed of(History history, Reservation reservation) {
        TreeMap<Integer, Duration> times = new TreeMap<>();
        List<ServerMoment> moments = history.server();
        for (int i = 0; i < moments.size(); i++) {
            Instant until = i + 1 < moments.size() ? moments.get(i + 1).at() : history.to();
            if (moments.get(i) instanceof ServerMoment.Seen seen && until.isAfter(history.from())) {
                Instant since = seen.at().isAfter(history.from()) ? seen.at() : history.from();
                times.merge(
                        seen.sessionsOf(reservation.consumerClass()), Duration.between(since, until), Duration::plus);
            }
        }
        return new ClassNeed(
                reservation.consumerClass(),
                reservation.connections(),
                times.isEmpty() ? 0 : times.lastKey(),
                usual(times),
                total(times.tailMap(reservation.connections(), false)));
    }

    private static int usual(TreeMap<Integer, Duration> times) {
        long enough = Math.round(total(times).toMillis() * USUAL);
        long sum = 0;
        for (Map.Entry<Integer, Duration> entry : times.entrySet()) {
            sum += entry.getValue().toMillis();
            if (sum >= enough) {
                return entry.getKey();
            }
        }
        return 0;
    }

    private static Duration total(Map<Integer, Duration> times) {
        return times.values().stream().reduce(Duration.ZERO, Duration::plus);
    }
}
