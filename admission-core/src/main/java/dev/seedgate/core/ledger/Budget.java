package dev.seedgate.core.ledger;

import java.time.Instant;
import java.util.List;

/**
 * What tokens may have together, from what PostgreSQL reported and what is configured:
 *
 * <pre>
 * seedBudget = maxConnections − superuserReserved − reserved − Σ over classes max(reservation, observed) − unclassified − headroom
 * </pre>
 *
 * <p>For example 25 − 3 − 0 − (api 2 + studio 2 + background 8 + agent 1) − 0 − 1 = 8.
 *
 * @param maxConnections the server's {@code max_connections}
 * @param superuserReserved its {@code superuser_reserved_connections}
 * @param reserved its {@code reserved_connections}
 * @param classes the consumers that nobody gates, each with what is kept for it and what it has
 * @param unclassified sessions of nobody we know
 * @param headroom slots that stay free for what grows between two looks
 * @param observedAt the ledger's time at which the broker took the observation
 */
public record Budget(
        int maxConnections,
        int superuserReserved,
        int reserved,
        List<ClassUse> classes,
        int unclassified,
        int headroom,
        Instant observedAt) {
    public Budget {
        classes = List.copyOf(classes);
    }

    /** Negative when those whom nobody gates have more than the server would leave them. */
    public int seedBudget() {
        return largestPossible() - classes.stream().mapToInt(ClassUse::excess).sum() - unclassified;
    }

    /** The budget when every class keeps to its reservation and nobody else is there: no request may be larger. */
    public int largestPossible() {
        return ordinarySlots()
                - classes.stream().mapToInt(ClassUse::reservation).sum()
                - headroom;
    }

    /** Slots that ordinary roles can have; superusers' sessions take from these first, so their reserve is not among them. */
    int ordinarySlots() {
        return maxConnections - superuserReserved - reserved;
    }

    /** Sessions of everybody but tokens. */
    int othersUse() {
        return classes.stream().mapToInt(ClassUse::observed).sum() + unclassified;
    }

    /** Slots that are kept for classes which do not use them now. */
    int unusedReservations() {
        return classes.stream()
                .mapToInt(use -> Math.max(0, use.reservation() - use.observed()))
                .sum();
    }

    /** The same budget, seen again at another time. */
    public boolean sameFigures(Budget other) {
        return equals(other.seenAt(observedAt));
    }

    Budget seenAt(Instant time) {
        return new Budget(maxConnections, superuserReserved, reserved, classes, unclassified, headroom, time);
    }

    /** A consumer class: what is kept for it, and how many sessions it had. */
    public record ClassUse(String name, int reservation, int observed) {
        /** Sessions above the reservation; they take from the seeds, never from the other classes. */
        int excess() {
            return Math.max(0, observed - reservation);
        }
    }
}
