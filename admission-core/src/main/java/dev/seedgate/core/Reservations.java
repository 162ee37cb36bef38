package dev.seedgate.core;

import java.util.List;

/**
 * What is kept free for those whom nobody gates.
 *
 * @param classes what each consumer class may always have
 * @param headroom slots that stay free for what grows between two looks at the database
 */
public record Reservations(List<Reservation> classes, int headroom) {
    public Reservations {
        classes = List.copyOf(classes);
        long names = classes.stream().map(Reservation::consumerClass).distinct().count();
        if (names < classes.size()) {
            throw new IllegalArgumentException("every consumer class must have one reservation, got: " + classes);
        }
        if (headroom < 0) {
            throw new IllegalArgumentException("headroom must not be negative, got: " + headroom);
        }
    }

    /** So many connections for one class. */
    public record Reservation(String consumerClass, int connections) {
        public Reservation {
            if (connections < 0) {
                throw new IllegalArgumentException(
                        "the reservation of " + consumerClass + " must not be negative, got: " + connections);
            }
        }
    }
}
