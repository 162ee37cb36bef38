package dev.seedgate.core.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedgate.core.Policy;
import dev.seedgate.core.Reservations;
import dev.seedgate.core.command.Command;
import dev.seedgate.core.decide.Decider;
import dev.seedgate.core.decide.Decision;
import dev.seedgate.core.decide.Decision.AddressedReply;
import dev.seedgate.core.decide.Rejection;
import dev.seedgate.core.event.LedgerEvent;
import dev.seedgate.core.ledger.Entity;
import dev.seedgate.core.ledger.EntityKey;
import dev.seedgate.core.ledger.Ledger;
import dev.seedgate.core.ledger.LiveRequest;
import dev.seedgate.core.ledger.Size;
import dev.seedgate.core.ledger.Token;
import dev.seedgate.protocol.BidMessage;
import dev.seedgate.protocol.ClusterObservation;
import dev.seedgate.protocol.ClusterObservation.ClassSessions;
import dev.seedgate.protocol.ClusterObservation.Effect;
import dev.seedgate.protocol.ClusterObservation.GoneToken;
import dev.seedgate.protocol.ClusterObservation.Look;
import dev.seedgate.protocol.ClusterObservation.ServerSettings;
import dev.seedgate.protocol.ClusterObservation.TokenSessions;
import dev.seedgate.protocol.Enforcement;
import dev.seedgate.protocol.Reply;
import dev.seedgate.protocol.Scheduling;
import dev.seedgate.protocol.SeedOutcome;
import dev.seedgate.protocol.SeedRequest;
import dev.seedgate.protocol.TokenRelease;
import dev.seedgate.protocol.WorkerId;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A ledger with a clock that stands still unless told to move. Every verb decides one command and applies what comes of it; the
 * questions at the end ask about the last one.
 */
public final class Scenario {
    public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    public static final WorkerId ADA = new WorkerId("ada", "1");
    public static final WorkerId BOB = new WorkerId("bob", "1");
    public static final Duration BID_TTL = Duration.ofSeconds(20);
    private static final String VERIFIER = "SCRAM-SHA-256$4096:c2FsdHNhbHRzYWx0c2FsdA==$"
            + "a0V5a0V5a0V5a0V5a0V5a0V5a0V5a0V5a0V5a0V5a0U=:c0V5c0V5c0V5c0V5c0V5c0V5c0V5c0V5c0V5c0V5c0U=";
    public static final int ADAS_PARTITION = 1;
    public static final int BOBS_PARTITION = 2;

    private static final int SUPERUSER_RESERVED = 3;

    private final Policy policy;
    private final Reservations reservations;
    private final Map<EntityKey, Entity> stored = new LinkedHashMap<>();
    private Ledger ledger;
    private Instant now = START;
    private Decision last = Decision.NONE;
    private int budget;
    private long looks;
    private long acts;
    private Effect effect = new Effect.NeverApplied();

    private Scenario(Policy policy, Reservations reservations) {
        this.policy = policy;
        this.reservations = reservations;
        this.ledger = new Ledger("main", policy, reservations, now);
    }

    /** An empty ledger that never saw its PostgreSQL. */
    public static Scenario unseen() {
        return with(Policy.DEFAULT, new Reservations(List.of(), 0));
    }

    /** An empty ledger with so many connections to give. */
    public static Scenario budget(int connections) {
        return unseen().observed(connections);
    }

    public static Scenario with(Policy policy, Reservations reservations) {
        return new Scenario(policy, reservations);
    }

    // What happens

    public Scenario run(Command command) {
        last = Decider.decide(command, ledger, now);
        last.events().forEach(event -> ledger.apply(event, now));
        ledger.takeChanges()
                .forEach((key, entity) ->
                        entity.ifPresentOrElse(present -> stored.put(key, present), () -> stored.remove(key)));
        return this;
    }

    public Scenario request(String id, int connections) {
        return request(id, connections, Scheduling.DEFAULT_PRIORITY);
    }

    public Scenario request(String id, int connections, int priority) {
        return run(new Command.Submit(seedRequest(id, connections, priority, SeedRequest.DEFAULT_ATTEMPTS)));
    }

    public Scenario requestWithAttempts(String id, int attempts) {
        return run(new Command.Submit(seedRequest(id, 2, Scheduling.DEFAULT_PRIORITY, attempts)));
    }

    public static SeedRequest seedRequest(String id, int connections, int priority, int maxAttempts) {
        return seedRequest(id, "meyer", null, connections, priority, maxAttempts);
    }

    public static SeedRequest seedRequest(
            String id, String seed, @Nullable String batch, int connections, int priority, int maxAttempts) {
        return seedRequest(
                id,
                seed,
                connections,
                maxAttempts,
                Scheduling.DEFAULT.withPriority(priority).withBatch(batch));
    }

    public static SeedRequest seedRequest(
            String id, String seed, int connections, int maxAttempts, Scheduling scheduling) {
        return new SeedRequest(
                id,
                "main",
                "shop",
                seed,
                connections,
                maxAttempts,
                Duration.ofMinutes(10),
                Map.of(),
                scheduling,
                START);
    }

    /** A request of two connections that is to be scheduled like that. */
    public Scenario request(String id, Scheduling scheduling) {
        return run(new Command.Submit(seedRequest(id, "meyer", 2, SeedRequest.DEFAULT_ATTEMPTS, scheduling)));
    }

    /** A request of a seed that nothing is known of, and that so is expected to take as long as its timeout. */
    public Scenario request(String id, int connections, Duration timeout) {
        return run(new Command.Submit(new SeedRequest(
                id,
                "main",
                "shop",
                "new-" + id,
                connections,
                SeedRequest.DEFAULT_ATTEMPTS,
                timeout,
                Map.of(),
                Scheduling.DEFAULT,
                START)));
    }

    /** A request of two connections for that seed, posted with a batch or alone. */
    public Scenario request(String id, String seed, @Nullable String batch) {
        return run(new Command.Submit(
                seedRequest(id, seed, batch, 2, Scheduling.DEFAULT_PRIORITY, SeedRequest.DEFAULT_ATTEMPTS)));
    }

    public Scenario cancel(String request) {
        return run(new Command.Cancel(request));
    }

    /** A request that is known by now, or was, is to be queued again. */
    public Scenario retry(String act, SeedRequest request) {
        return run(new Command.Retry(act, request));
    }

    public Scenario hold(String by, String reason) {
        return hold("act-" + ++acts, by, reason);
    }

    public Scenario hold(String act, String by, String reason) {
        return run(new Command.HoldCluster(act, by, reason));
    }

    public Scenario resume(String by) {
        return run(new Command.ResumeCluster("act-" + ++acts, by));
    }

    /** These tokens, or all that are charged. */
    public Scenario kill(String by, String... tokens) {
        return run(new Command.KillSeeds("act-" + ++acts, by, "", List.of(tokens), false));
    }

    public Scenario killAndHold(String by) {
        return run(new Command.KillSeeds("act-" + ++acts, by, "", List.of(), true));
    }

    public Scenario bid(String id, WorkerId worker) {
        return bid(id, worker, 100);
    }

    public Scenario bid(String id, WorkerId worker, int maxConnections) {
        return bid(id, worker, maxConnections, List.of());
    }

    public Scenario bid(String id, WorkerId worker, int maxConnections, List<String> labels) {
        int partition = worker.name().equals(ADA.name()) ? ADAS_PARTITION : BOBS_PARTITION;
        return run(new Command.OpenBid(
                new BidMessage.Acquire("main", id, worker, partition, maxConnections, labels, BID_TTL, null)));
    }

    /** Somebody waits for a token of their own. */
    public Scenario awaits(String request, WorkerId holder, int connections) {
        return awaits(request, holder, connections, connections);
    }

    public Scenario awaits(String request, WorkerId holder, int min, int max) {
        SeedRequest asked = SeedRequest.ofHolder(
                holder,
                request,
                "main",
                "shop",
                "psql",
                min,
                Duration.ofHours(1),
                Scheduling.DEFAULT.withMaxConnections(max),
                START);
        return run(new Command.AwaitToken(new BidMessage.Await(asked, BID_TTL, VERIFIER)));
    }

    /** The same, granted and claimed as {@code main-1} or whichever is next. */
    public Scenario holds(String request, WorkerId holder, int connections) {
        return awaits(request, holder, connections)
                .admit()
                .renew("main-" + ledger.state().fence(), holder);
    }

    public Scenario withdraw(String bid, WorkerId worker) {
        return run(new Command.WithdrawBid(new BidMessage.Withdraw("main", bid, worker)));
    }

    public Scenario announce(WorkerId worker) {
        return run(new Command.Announce(worker));
    }

    public Scenario admit() {
        return run(new Command.Admit());
    }

    /** A request of two connections, granted to Ada as {@code main-1} but not yet claimed. */
    public Scenario granted(String request) {
        return request(request, 2).bid("bid-of-" + request, ADA).admit();
    }

    /** A request of two connections that Ada runs under {@code main-1}. */
    public Scenario running(String request) {
        return granted(request).renew("main-" + ledger.state().fence(), ADA);
    }

    public Scenario renew(String token, WorkerId worker) {
        return renew(token, worker, now);
    }

    public Scenario renew(String token, WorkerId worker, Instant appendedAt) {
        Size size = ledger.token(token).map(held -> held.terms().size()).orElseGet(() -> Size.fixed(1, START));
        return renew(token, worker, size.connections(), size.sizing(), appendedAt);
    }

    /** By a holder that has, or may open, so many connections and knows of so many resizes. */
    public Scenario renew(String token, WorkerId worker, int connections, int sizing, Instant appendedAt) {
        return run(new Command.Renew(token, worker, connections, sizing, appendedAt));
    }

    public Scenario succeeded(String token) {
        return release(token, holder(token), true, new SeedOutcome.Succeeded(42, false));
    }

    public Scenario failed(String token) {
        return release(token, holder(token), true, new SeedOutcome.Failed("line 3: no number", true));
    }

    public Scenario givenBack(String token) {
        return release(token, holder(token), true, new SeedOutcome.GivenBack("shutting down"));
    }

    private WorkerId holder(String token) {
        return ledger.token(token).map(held -> held.terms().holder()).orElse(ADA);
    }

    public Scenario release(String token, WorkerId worker, boolean disconnected, SeedOutcome outcome) {
        return run(new Command.Release(new TokenRelease("main", token, worker, disconnected, outcome)));
    }

    /** PostgreSQL is seen with so many connections for tokens, and with sessions of no token. */
    public Scenario observed(int connections) {
        budget = connections;
        return observedAsOf(ledger.state().revision());
    }

    /** As before, with sessions of these tokens. */
    public Scenario observedSessionsOf(String... tokens) {
        return observedAsOf(ledger.state().revision(), tokens);
    }

    /** By an agent that knew the ledger as of this revision when it began to look. */
    public Scenario observedAsOf(long basis, String... tokens) {
        List<TokenSessions> sessions = Arrays.stream(tokens)
                .map(token -> new TokenSessions(token, List.of(4242)))
                .toList();
        return observed(basis, budget + SUPERUSER_RESERVED, List.of(), 0, sessions);
    }

    public Scenario observed(
            long basis, int maxConnections, List<ClassSessions> classes, int unclassified, List<TokenSessions> tokens) {
        return observe(new ClusterObservation.Seen(
                "main",
                basis,
                new Look("agent", ++looks),
                new ServerSettings(maxConnections, SUPERUSER_RESERVED, 0, null),
                Enforcement.TAG,
                classes,
                unclassified,
                tokens,
                gone(tokens),
                List.of(),
                List.of()));
    }

    /** Any other look. */
    public Scenario observe(ClusterObservation observation) {
        return run(new Command.Observe(observation, now));
    }

    /** What an agent that knows the ledger as it is takes for gone: draining tokens without a session. */
    private List<GoneToken> gone(List<TokenSessions> present) {
        Set<String> seen = present.stream().map(TokenSessions::token).collect(Collectors.toSet());
        return ledger.drainingTokens().stream()
                .map(token -> token.terms().id())
                .filter(token -> !seen.contains(token))
                .map(token -> new GoneToken(token, effect))
                .toList();
    }

    /** What the database says of the runs of tokens that are gone, from now on. */
    public Scenario effectOfTheGone(Effect next) {
        effect = next;
        return this;
    }

    public Scenario unreachable(String error) {
        return run(new Command.Observe(new ClusterObservation.Unreachable("main", error), now));
    }

    /** Time goes by and nobody looks. */
    public Scenario passes(Duration time) {
        now = now.plus(time);
        return this;
    }

    /** Time goes by, then the ledger looks at the clock. */
    public Scenario ticksAfter(Duration time) {
        return passes(time).run(new Command.Tick());
    }

    public Scenario resumesAfter(Duration outage) {
        return passes(outage).run(new Command.Resume());
    }

    /** The owner dies; another one reads back what was stored. */
    public Scenario rebuilt() {
        ledger = rebuild();
        return this;
    }

    public Ledger rebuild() {
        Ledger next = new Ledger("main", policy, reservations, START);
        stored.values().forEach(next::restore);
        return next;
    }

    // What came of it

    /** Nothing but that, in that order; what tenants are charged for it is not looked at. */
    public Scenario happened(Class<?>... events) {
        assertThat(last.rejection()).isNull();
        assertThat(last.events())
                .filteredOn(event -> !(event instanceof LedgerEvent.TenantCharged))
                .extracting(Object::getClass)
                .isEqualTo(List.of(events));
        return this;
    }

    public Scenario nothingHappened() {
        return happened();
    }

    public Scenario rejected(Rejection why) {
        assertThat(last.rejection()).isEqualTo(why);
        assertThat(last.events()).isEmpty();
        return this;
    }

    public Scenario replied(Reply... replies) {
        assertThat(last.replies()).extracting(AddressedReply::reply).containsExactly(replies);
        return this;
    }

    public Scenario repliedNothing() {
        return replied();
    }

    public Scenario charged(int connections) {
        assertThat(ledger.figures().charged()).isEqualTo(connections);
        return this;
    }

    public Decision last() {
        return last;
    }

    /** The only event of that kind which the last command led to. */
    public <E extends LedgerEvent> E event(Class<E> kind) {
        List<E> found =
                last.events().stream().filter(kind::isInstance).map(kind::cast).toList();
        assertThat(found)
                .as("events of the kind %s in %s", kind.getSimpleName(), last)
                .hasSize(1);
        return found.getFirst();
    }

    /** The requests that the last command granted, in order. */
    public List<String> grants() {
        return last.replies().stream()
                .map(AddressedReply::reply)
                .flatMap(reply -> reply instanceof Reply.Grant grant
                        ? Stream.of(grant.request().id())
                        : Stream.of())
                .toList();
    }

    public Ledger ledger() {
        return ledger;
    }

    public Map<EntityKey, Entity> stored() {
        return stored;
    }

    public Instant now() {
        return now;
    }

    public Token token(String id) {
        return ledger.token(id).orElseThrow(() -> new AssertionError(id + " is not charged"));
    }

    public LiveRequest live(String id) {
        return ledger.request(id).orElseThrow(() -> new AssertionError(id + " is not live"));
    }

    public LiveRequest.Phase phase(String request) {
        return live(request).phase();
    }

    public @Nullable String whyDrained(String token) {
        return token(token) instanceof Token.Draining draining
                ? draining.reason().words()
                : null;
    }
}
