package dev.seedgate.core.ledger;

import dev.seedgate.core.Policy;
import dev.seedgate.core.Reservations;
import dev.seedgate.core.event.LedgerEvent;
import dev.seedgate.protocol.BudgetFigures;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * One cluster's ledger. Only {@link #apply} and {@link #restore} change it, both through the same puts and removals. Not
 * thread-safe: it belongs to the loop that owns its partition.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class Ledger {
    public Ledger(String cluster, Policy policy, Reservations reservations, Instant now) {
        throw new UnsupportedOperationException();
    }

    /** Puts a stored entity back; nothing is noted as changed. */
    public void restore(Entity entity) {
        throw new UnsupportedOperationException();
    }

    /** Makes an event true. */
    public void apply(LedgerEvent event, Instant now) {
        throw new UnsupportedOperationException();
    }

    /** What changed since the last call: the entity as it is now, or empty where it is gone; one entry a key, in order of change. */
    public Map<EntityKey, Optional<Entity>> takeChanges() {
        throw new UnsupportedOperationException();
    }

    public String cluster() {
        throw new UnsupportedOperationException();
    }

    public ClusterState state() {
        throw new UnsupportedOperationException();
    }

    public BudgetFigures figures() {
        throw new UnsupportedOperationException();
    }

    public Collection<Token> tokens() {
        throw new UnsupportedOperationException();
    }

    /** When a {@code Tick} will next have something to do. */
    public Optional<Instant> nextDeadline() {
        throw new UnsupportedOperationException();
    }
}
