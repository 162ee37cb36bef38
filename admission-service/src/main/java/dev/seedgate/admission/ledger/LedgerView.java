package dev.seedgate.admission.ledger;

import dev.seedgate.core.ledger.Token;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What an owned ledger said after its last committed transaction. Immutable, so that any thread may keep it.
 *
 * @param revision the ledger's; an observation that starts from this view has it as its basis
 * @param fence the last one given: a token that is not among {@code tokens} although its fence is not above this one is over for good
 * @param tokens all that are charged, live and draining
 * @param time the ledger's time when the view was made
 * @param nanoTime {@link System#nanoTime()} at that moment
 */
public record LedgerView(String cluster, long revision, long fence, List<Token> tokens, Instant time, long nanoTime) {
    public LedgerView {
        tokens = List.copyOf(tokens);
    }

    /** The ledger's time at a later moment: it advances with the monotonic clock. */
    public Instant timeAt(long laterNanoTime) {
        return time.plus(Duration.ofNanos(laterNanoTime - nanoTime));
    }
}
