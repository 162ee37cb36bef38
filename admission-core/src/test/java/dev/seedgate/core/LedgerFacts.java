package dev.seedgate.core;

import dev.seedgate.core.ledger.Bid;
import dev.seedgate.core.ledger.Candidates;
import dev.seedgate.core.ledger.ClusterState;
import dev.seedgate.core.ledger.EntityKey;
import dev.seedgate.core.ledger.Ledger;
import dev.seedgate.core.ledger.Lines;
import dev.seedgate.core.ledger.LiveRequest;
import dev.seedgate.core.ledger.Token;
import dev.seedgate.protocol.BudgetFigures;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** All that a ledger answers when it is asked; two ledgers with the same answers decide alike. */
record LedgerFacts(
        ClusterState state,
        BudgetFigures figures,
        List<Token> tokens,
        List<Token.Draining> draining,
        List<Bid> bids,
        List<Bid> waitingBids,
        List<LiveRequest> candidates,
        Map<Integer, Integer> candidatesByConnections,
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
                candidates(ledger),
                Map.copyOf(ledger.candidates().byConnections()),
                ledger.due(END_OF_TIME, Integer.MAX_VALUE));
    }

    private static <E> List<E> inOrder(Lines<?, E> lines) {
        Lines<?, E>.Walk walk = lines.walk();
        return taken(() -> walk.first(kind -> true), walk::take);
    }

    /** Tenant by tenant, each in its order. */
    private static List<LiveRequest> candidates(Ledger ledger) {
        Candidates.Walk walk = ledger.candidates().walk();
        return walk.tenants().stream()
                .flatMap(tenant -> taken(() -> walk.first(tenant, shape -> true), walk::take).stream())
                .toList();
    }

    private static <E> List<E> taken(Supplier<Optional<E>> first, Consumer<E> take) {
        List<E> elements = new ArrayList<>();
        for (Optional<E> next = first.get(); next.isPresent(); next = first.get()) {
            elements.add(next.get());
            take.accept(next.get());
        }
        return elements;
    }
}
