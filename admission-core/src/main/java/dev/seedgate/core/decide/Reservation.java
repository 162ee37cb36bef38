package dev.seedgate.core.decide;

import dev.seedgate.core.ledger.LiveRequest;
import dev.seedgate.core.ledger.Shape;
import dev.seedgate.core.ledger.Token;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * What is kept for the first in line that does not fit: it starts as soon as enough of what runs is expected to have ended. Others
 * may overtake it only with connections that it will leave over then, or when they are done before (EASY back-filling; Lifka 1995).
 */
final class Reservation {
    private final Instant now;
    private final Instant start;
    private int spare;

    /** Connections that come back. */
    record Return(Instant at, int connections) {}

    private Reservation(Instant now, Instant start, int spare) {
        this.now = now;
        this.start = start;
        this.spare = spare;
    }

    /**
     * Keeps room for a request.
     *
     * @param free connections that are free now, fewer than it needs
     * @param returns of all others that are charged, in any order
     */
    static Reservation of(LiveRequest first, int free, List<Return> returns, Instant now) {
        int needed = first.request().connections();
        int available = free;
        Instant start = now;
        for (Return next :
                returns.stream().sorted(Comparator.comparing(Return::at)).toList()) {
            if (available >= needed && next.at().isAfter(start)) {
                break;
            }
            available += next.connections();
            start = next.at();
        }
        return new Reservation(now, start, Math.max(0, available - needed));
    }

    /** When a token's connections are expected back. */
    static Return returnOf(Token token, Draft draft) {
        int connections = token.terms().connections();
        return switch (token) {
            case Token.Live live ->
                draft.ledger()
                        .request(token.terms().request())
                        .map(request ->
                                new Return(request.expectedEnd(token.terms().grantedAt(), draft.now()), connections))
                        .orElseGet(() -> new Return(draft.now(), connections));
            case Token.Draining draining ->
                new Return(draft.now().plus(draft.policy().drainGrace()), connections);
        };
    }

    /** When the first in line is expected to start. */
    Instant start() {
        return start;
    }

    /**
     * Whether a request of that shape may overtake.
     *
     * @param promised by when the first in line was promised to start
     */
    boolean leavesRoomFor(Shape shape, Instant promised) {
        return shape.connections() <= spare
                || !now.plus(shape.atMost()).isAfter(promised.isBefore(start) ? promised : start);
    }

    /** A request of that shape overtakes. */
    void overtaken(Shape shape) {
        if (now.plus(shape.atMost()).isAfter(start)) {
            spare -= shape.connections();
        }
    }
}
