package dev.seedgate.core;

import dev.seedgate.core.ledger.Bid;
import dev.seedgate.core.ledger.ClusterState;
import dev.seedgate.core.ledger.EntityKey;
import dev.seedgate.core.ledger.Ledger;
import dev.seedgate.core.ledger.LiveRequest;
import dev.seedgate.core.ledger.SizedQueue;
import dev.seedgate.core.ledger.Token;
import dev.seedgate.protocol.BudgetFigures;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All that a ledger answers when it is asked; two ledgers with the same answers decide alike. */
record LedgerFacts(
        ClusterState state,
        BudgetFigures figures,
        List<Token> tokens,
        List<Token.Draining> draining,
        List<Bid> bids,
        List<Bid> waitingBids,
        List<LiveRequest> queue,
        List<EntityKey> deadlines) {
    private static final Instant END_OF_TIME = Instant.parse("9999-01-01T00:00:00Z");

    static LedgerFacts of(Ledger ledger) {
        return new LedgerFacts(
                ledger.state(),
                ledger.figures(),
                List.copyOf(ledger.tokens()),
                List.copyOf(ledger.drainingTokens()),
                List.copyOf(ledger.bids()),
                inOrder(ledger.waitingBids()),
                inOrder(ledger.queue()),
                ledger.due(END_OF_TIME, Integer.MAX_VALUE));
    }

    private static <E> List<E> inOrder(SizedQueue<E> queue) {
        List<E> elements = new ArrayList<>();
        SizedQueue<E>.Walk walk = queue.walk();
        for (Optional<E> next = walk.firstFrom(0); next.isPresent(); next = walk.firstFrom(0)) {
            elements.add(next.get());
            walk.take(next.get());
        }
        return elements;
    }
}
