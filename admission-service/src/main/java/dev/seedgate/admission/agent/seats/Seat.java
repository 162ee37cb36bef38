package dev.seedgate.admission.agent.seats;

/**
 * A seat and who sits on it.
 *
 * @param role as it was read before the look began; closed where that was committed before the look began
 * @param sessions of it at the look
 * @param vacant proven: nobody may come in, nobody is in, and nobody who was let in before it was closed is still on the way
 * @param ours whether this agent opened it; of a seat that it found open it does not know for which password
 */
public record Seat(SeatRole role, int sessions, boolean vacant, boolean ours) {}
