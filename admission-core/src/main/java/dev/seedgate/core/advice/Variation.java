package dev.seedgate.core.advice;

import dev.seedgate.core.Reservations;
import dev.seedgate.core.Reservations.Reservation;
import dev.seedgate.protocol.SeedRequest;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is different from how it was.
 *
 * @param maxConnections of the server; null for what it had
 * @param reservations of classes that get another one, by name
 * @param connectionsDividedBy seeds ask for so many times fewer connections, rounded up; what people hold themselves stays
 * @param workersTimes each worker has so many times more slots, which is the same as so many times more workers
 * @param moved seeds that come at another time; null for none
 */
public record Variation(
        @Nullable Integer maxConnections,
        SortedMap<String, Integer> reservations,
        int connectionsDividedBy,
        int workersTimes,
        @Nullable MovedHour moved) {
    /** Nothing. */
    public static final Variation NONE = new Variation(null, new TreeMap<>(), 1, 1, null);

    public Variation {
        reservations = Collections.unmodifiableSortedMap(new TreeMap<>(reservations));
        if (connectionsDividedBy < 1 || workersTimes < 1) {
            throw new IllegalArgumentException(
                    "connections are divided by, and workers multiplied by, at least 1, got: " + connectionsDividedBy
                            + " and " + workersTimes);
        }
    }

    public Variation withMaxConnections(int other) {
        return new Variation(other, reservations, connectionsDividedBy, workersTimes, moved);
    }

    public Variation withReservation(String consumerClass, int connections) {
        return new Variation(
                maxConnections,
                new TreeMap<>(Map.of(consumerClass, connections)),
                connectionsDividedBy,
                workersTimes,
                moved);
    }

    public Variation withConnectionsDividedBy(int divisor) {
        return new Variation(maxConnections, reservations, divisor, workersTimes, moved);
    }

    public Variation withWorkersTimes(int factor) {
        return new Variation(maxConnections, reservations, connectionsDividedBy, factor, moved);
    }

    public Variation withMoved(MovedHour hour) {
        return new Variation(maxConnections, reservations, connectionsDividedBy, workersTimes, hour);
    }

    /** How much later a request comes. */
    Duration later(PastRequest past) {
        return moved != null && moved.includes(past) ? moved.by() : Duration.ZERO;
    }

    Reservations applyTo(Reservations inForce) {
        return new Reservations(
                inForce.classes().stream()
                        .map(each -> new Reservation(
                                each.consumerClass(),
                                reservations.getOrDefault(each.consumerClass(), each.connections())))
                        .toList(),
                inForce.headroom());
    }

    int maxConnections(ServerMoment.Seen seen) {
        return maxConnections == null ? seen.maxConnections() : maxConnections;
    }

    /** How many connections a request asks for. */
    int connections(SeedRequest request) {
        return request.hasHolder() ? request.connections() : connections(request.connections());
    }

    int connections(int asked) {
        return Math.ceilDiv(asked, connectionsDividedBy);
    }
}
