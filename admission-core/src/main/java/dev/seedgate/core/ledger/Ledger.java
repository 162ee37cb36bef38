package dev.seedgate.core.ledger;

import dev.seedgate.core.Policy;
import dev.seedgate.core.Reservations;
import dev.seedgate.core.event.LedgerEvent;
import dev.seedgate.protocol.BudgetFigures;
import dev.seedgate.protocol.SeedRequest;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One cluster's ledger. Only {@link #apply} and {@link #restore} change it, both through the same puts and removals. Not
 * thread-safe: it belongs to the loop that owns its partition.
 */
public final class Ledger {
    private final String cluster;
    private final Policy policy;
    private final Reservations reservations;
    private final Entities entities;
    private final Changes changes = new Changes();
    private ClusterState state;

    /** A ledger of which nothing is stored yet; whatever is stored is restored into it. */
    public Ledger(String cluster, Policy policy, Reservations reservations, Instant now) {
        this.cluster = cluster;
        this.policy = policy;
        this.reservations = reservations;
        this.entities = new Entities(policy);
        this.state = ClusterState.initial(now);
    }

    /** Puts a stored entity back; nothing is noted as changed. The order in which entities are restored makes no difference. */
    public void restore(Entity entity) {
        entities.put(entity);
        if (entity instanceof ClusterState stored) {
            state = stored;
        }
    }

    /** Takes out an entity that is stored no longer, as {@link #restore} puts one back; does nothing where there is none. */
    public void forget(EntityKey key) {
        if (entities.byKey().containsKey(key)) {
            entities.remove(key);
        }
    }

    /**
     * Makes an event true.
     *
     * @param now never earlier than the last event's
     * @throws IllegalArgumentException when time runs backwards
     * @throws IllegalStateException when the event does not belong to this ledger as it is: a rule above is broken
     */
    public void apply(LedgerEvent event, Instant now) {
        requireNotBefore(now);
        switch (event) {
            case LedgerEvent.RequestFinished finished -> {
                remove(finished.request().key());
                put(finished.outcome());
                if (finished instanceof LedgerEvent.RequestSucceeded succeeded && succeeded.times() != null) {
                    put(succeeded.times());
                }
            }
            case LedgerEvent.RequestRevived revived -> revive(revived);
            case LedgerEvent.RequestEvent changed -> put(changed.request());
            case LedgerEvent.OutcomeForgotten forgotten -> remove(EntityKey.outcome(forgotten.request()));
            case LedgerEvent.SeedTimesForgotten forgotten ->
                remove(forgotten.times().key());
            case LedgerEvent.TenantCharged charged -> put(charged.use());
            case LedgerEvent.TenantForgotten forgotten -> remove(forgotten.use().key());
            case LedgerEvent.CancelRemembered remembered -> put(remembered.cancel());
            case LedgerEvent.CancelForgotten forgotten -> remove(EntityKey.cancel(forgotten.request()));
            case LedgerEvent.RetryForgotten forgotten -> remove(EntityKey.retry(forgotten.request()));
            case LedgerEvent.BidClosed closed -> remove(closed.bid().key());
            case LedgerEvent.BidEvent changed -> put(changed.bid());
            case LedgerEvent.TokenGranted granted -> grant(granted);
            case LedgerEvent.TokenReleased released -> remove(released.token().key());
            case LedgerEvent.TokenReclaimed reclaimed ->
                remove(reclaimed.token().key());
            case LedgerEvent.TokenEvent changed -> change(changed.token());
            case LedgerEvent.WorkerForgotten forgotten -> remove(EntityKey.worker(forgotten.name()));
            case LedgerEvent.WorkerEvent changed -> put(changed.worker());
            case LedgerEvent.LedgerResumed resumed -> {
                resumed.tokens().forEach(this::change);
                resumed.bids().forEach(this::put);
            }
            case LedgerEvent.ServerObserved observed -> {}
            case LedgerEvent.UseLevelCrossed crossed -> {}
            case LedgerEvent.SessionEnded ended -> {}
            case LedgerEvent.DatabaseUnreachable unreachable -> {}
            case LedgerEvent.OperatorActed acted -> {}
        }
        state = stateAfter(event, now);
        put(state);
    }

    private ClusterState stateAfter(LedgerEvent event, Instant now) {
        ClusterState next = state.next(now);
        return switch (event) {
            case LedgerEvent.RequestQueued queued ->
                next.withArrivals(queued.request().place().arrival());
            case LedgerEvent.RequestRevived revived ->
                next.withArrivals(revived.request().place().arrival());
            case LedgerEvent.TokenGranted granted ->
                next.withFence(granted.token().terms().fence());
            case LedgerEvent.ServerObserved observed -> next.withServer(observed.server());
            case LedgerEvent.DatabaseUnreachable unreachable -> next.withUnreachable(unreachable.error());
            case LedgerEvent.ClusterHeld held -> next.withHold(held.hold()).withAct(held.act());
            case LedgerEvent.ClusterResumed resumed -> next.withHold(null).withAct(resumed.act());
            case LedgerEvent.SeedsKilled killed -> next.withAct(killed.act());
            case LedgerEvent.RequestEvent other -> next;
            case LedgerEvent.OutcomeForgotten other -> next;
            case LedgerEvent.SeedTimesForgotten other -> next;
            case LedgerEvent.TenantCharged other -> next;
            case LedgerEvent.TenantForgotten other -> next;
            case LedgerEvent.CancelRemembered other -> next;
            case LedgerEvent.CancelForgotten other -> next;
            case LedgerEvent.RetryForgotten other -> next;
            case LedgerEvent.BidEvent other -> next;
            case LedgerEvent.TokenEvent other -> next;
            case LedgerEvent.WorkerEvent other -> next;
            case LedgerEvent.WorkerForgotten other -> next;
            case LedgerEvent.LedgerResumed other -> next;
            case LedgerEvent.UseLevelCrossed other -> next;
            case LedgerEvent.SessionEnded other -> next;
        };
    }

    private void revive(LedgerEvent.RequestRevived revived) {
        outcome(revived.request().id()).ifPresent(outcome -> remove(outcome.key()));
        put(revived.retry());
        put(revived.request());
    }

    private void grant(LedgerEvent.TokenGranted granted) {
        long fence = granted.token().terms().fence();
        if (fence <= state.fence()) {
            throw new IllegalStateException(
                    "fence " + fence + " of " + cluster + " was given already, the last one is " + state.fence());
        }
        remove(granted.bid().key());
        put(granted.request());
        put(granted.token());
        requireWithinBudget(granted.token());
    }

    private void change(Token token) {
        Token before = token(token.terms().id())
                .orElseThrow(() ->
                        new IllegalStateException(token.terms().id() + " cannot change: it is not charged any more"));
        if (before instanceof Token.Draining && token instanceof Token.Live) {
            throw new IllegalStateException(token.terms().id() + " is draining and cannot be live again");
        }
        put(token);
        if (token.terms().connections() > before.terms().connections()) {
            requireWithinBudget(token);
        }
    }

    private void requireWithinBudget(Token token) {
        BudgetFigures after = figures();
        if (after.free() < 0) {
            throw new IllegalStateException(token.terms().id() + " would make " + after.charged()
                    + " connections charged of a budget of " + after.budget());
        }
    }

    private void put(Entity entity) {
        changes.note(entity.key(), entities.put(entity));
    }

    private void remove(EntityKey key) {
        changes.note(key, Optional.of(entities.remove(key)));
    }

    /**
     * Time never runs backwards within a ledger.
     *
     * @throws IllegalArgumentException when {@code now} is before the last change
     */
    public void requireNotBefore(Instant now) {
        if (now.isBefore(state.time())) {
            throw new IllegalArgumentException("time must not run backwards in the ledger of " + cluster + ": " + now
                    + " is before " + state.time());
        }
    }

    /** What changed since the last call: the entity as it is now, or empty where it is gone; one entry a key, in order of change. */
    public Map<EntityKey, Optional<Entity>> takeChanges() {
        return changes.take(entities.byKey());
    }

    public String cluster() {
        return cluster;
    }

    public Policy policy() {
        return policy;
    }

    public Reservations reservations() {
        return reservations;
    }

    public ClusterState state() {
        return state;
    }

    /** Budget, charged and free as they are now; a budget that was never observed counts as zero. */
    public BudgetFigures figures() {
        Budget budget = state.budget();
        return BudgetFigures.of(budget == null ? 0 : budget.seedBudget(), entities.tokens.charged());
    }

    /** All that are charged, live and draining, in the order of their fences. */
    public Collection<Token> tokens() {
        return entities.tokens.all();
    }

    /** Those that are not being taken back, in the order of their fences. */
    public Stream<Token.Live> liveTokens() {
        return tokens().stream().filter(Token.Live.class::isInstance).map(Token.Live.class::cast);
    }

    /** Those that are being taken back, in the order of their fences. */
    public Collection<Token.Draining> drainingTokens() {
        return entities.tokens.draining();
    }

    /** Those of any incarnation of this worker, in the order of their fences. */
    public Collection<Token> tokensOf(String worker) {
        return entities.tokens.heldBy(worker);
    }

    public Optional<Token> token(String id) {
        return entities.find(EntityKey.token(id), Token.class);
    }

    /** The token for which this bid was taken, while it is charged. */
    public Optional<Token> tokenGrantedTo(String bid) {
        return entities.tokens.grantedTo(bid);
    }

    public Optional<LiveRequest> request(String id) {
        return entities.find(EntityKey.request(id), LiveRequest.class);
    }

    public Optional<Outcome> outcome(String request) {
        return entities.find(EntityKey.outcome(request), Outcome.class);
    }

    public Optional<RememberedCancel> rememberedCancel(String request) {
        return entities.find(EntityKey.cancel(request), RememberedCancel.class);
    }

    /** A request's last retries, for as long as an outcome is kept. */
    public Optional<RememberedRetry> rememberedRetry(String request) {
        return entities.find(EntityKey.retry(request), RememberedRetry.class);
    }

    /** What is known of how long a request's seed takes. */
    public Optional<SeedTimes> seedTimes(SeedRequest request) {
        return seedTimes(EntityKey.seed(request.database(), request.seed(), request.connections()));
    }

    public Optional<SeedTimes> seedTimes(EntityKey key) {
        return entities.find(key, SeedTimes.class);
    }

    /** What a tenant has used lately; empty where that is nothing. */
    public Optional<TenantUse> tenantUse(String tenant) {
        return entities.find(EntityKey.tenant(tenant), TenantUse.class);
    }

    public Optional<TenantUse> tenantUse(EntityKey key) {
        return entities.find(key, TenantUse.class);
    }

    /** The place of one of a batch's requests, whose position all share; empty where none of them is unfinished. */
    public Optional<LiveRequest.Place> placeInBatch(String batch) {
        return entities.batches.placeOfOne(batch);
    }

    /** The requests that wait for this one to succeed, in order of arrival. */
    public Collection<LiveRequest> dependantsOf(String request) {
        return entities.dependants.of(request);
    }

    public Optional<Worker> worker(String name) {
        return entities.find(EntityKey.worker(name), Worker.class);
    }

    public Optional<Bid> bid(String id) {
        return entities.find(EntityKey.bid(id), Bid.class);
    }

    /** All that wait, in order of arrival. */
    public Collection<Bid> bids() {
        return entities.bids.all();
    }

    /** Those of any incarnation of this worker, in order of arrival. */
    public Collection<Bid> bidsOf(String worker) {
        return entities.bids.of(worker);
    }

    /** Those that an operator stopped, in order of arrival. */
    public Collection<LiveRequest> heldRequests() {
        return entities.held.values();
    }

    /** Whether any request is in the queue, follows others, or waits for its next attempt. */
    public boolean anyWaits() {
        return entities.waiting > 0;
    }

    /** The requests that may be granted a token as soon as there is room. */
    public Candidates candidates() {
        return entities.candidates;
    }

    /** The bids that wait for any request, by what they take: those with the fewest labels first, then in order of arrival. */
    public Lines<Offer, Bid> waitingBids() {
        return entities.bids.waiting();
    }

    /** When a {@code Tick} will next have something to do. */
    public Optional<Instant> nextDeadline() {
        return entities.deadlines.next();
    }

    /**
     * Whose time has come, the earliest first.
     *
     * @param limit how many at most
     */
    public List<EntityKey> due(Instant now, int limit) {
        return entities.deadlines.due(now, limit);
    }
}
