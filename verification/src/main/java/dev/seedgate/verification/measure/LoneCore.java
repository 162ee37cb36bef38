package dev.seedgate.verification.measure;

import dev.seedgate.core.Policy;
import dev.seedgate.core.Reservations;
import dev.seedgate.core.command.Command;
import dev.seedgate.core.decide.Decider;
import dev.seedgate.core.decide.Decision;
import dev.seedgate.core.ledger.Entity;
import dev.seedgate.core.ledger.Ledger;
import dev.seedgate.protocol.BidMessage;
import dev.seedgate.protocol.ClusterObservation;
import dev.seedgate.protocol.Enforcement;
import dev.seedgate.protocol.Reply;
import dev.seedgate.protocol.Scheduling;
import dev.seedgate.protocol.SeedOutcome;
import dev.seedgate.protocol.SeedRequest;
import dev.seedgate.protocol.TokenRelease;
import dev.seedgate.protocol.WorkerId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The core without Kafka and without JSON, and everybody who speaks to it, by a clock that stands still unless told to move. */
final class LoneCore {
    private static final String CLUSTER = Bench.CLUSTER;

    private final Ledger ledger =
            new Ledger(CLUSTER, Policy.DEFAULT, new Reservations(List.of(), 0), Instant.parse("2026-01-01T00:00:00Z"));
    private final int budget;
    private Instant now = ledger.state().time();

    /** @param budget connections for tokens */
    LoneCore(int budget) {
        this.budget = budget;
    }

    Ledger ledger() {
        return ledger;
    }

    Instant now() {
        return now;
    }

    void passes(Duration time) {
        now = now.plus(time);
    }

    /** As if it had been stored. */
    void knows(Entity entity) {
        ledger.restore(entity);
    }

    void observe() {
        ClusterObservation seen = new ClusterObservation.Seen(
                CLUSTER,
                ledger.state().revision(),
                new ClusterObservation.Look("agent", ledger.state().revision()),
                new ClusterObservation.ServerSettings(budget, 0, 0, null),
                Enforcement.TAG,
                List.of(),
                0,
                List.of(),
                List.of(),
                List.of(),
                List.of());
        decide(new Command.Observe(seen, now));
    }

    void submit(String id, String seed, int connections, @Nullable String batch) {
        decide(new Command.Submit(new SeedRequest(
                id,
                CLUSTER,
                Bench.DATABASE,
                seed,
                connections,
                SeedRequest.DEFAULT_ATTEMPTS,
                Duration.ofMinutes(30),
                Map.of(),
                Scheduling.DEFAULT.withBatch(batch),
                now)));
    }

    void bid(String id, String worker) {
        decide(new Command.OpenBid(new BidMessage.Acquire(
                CLUSTER, id, new WorkerId(worker, "only-life"), 0, budget, List.of(), Duration.ofHours(1), null)));
    }

    void withdraw(String id, String worker) {
        decide(new Command.WithdrawBid(new BidMessage.Withdraw(CLUSTER, id, new WorkerId(worker, "only-life"))));
    }

    /** Grants what fits; everybody claims at once. */
    List<Reply.Grant> admit() {
        List<Reply.Grant> grants = new ArrayList<>();
        for (Decision.AddressedReply reply : decide(new Command.Admit()).replies()) {
            if (reply.reply() instanceof Reply.Grant grant) {
                decide(new Command.Renew(grant.token(), grant.worker(), grant.connections(), 0, now));
                grants.add(grant);
            }
        }
        return grants;
    }

    void succeeded(Reply.Grant grant) {
        decide(new Command.Release(
                new TokenRelease(CLUSTER, grant.token(), grant.worker(), true, new SeedOutcome.Succeeded(1, false))));
    }

    private Decision decide(Command command) {
        Decision decision = Decider.decide(command, ledger, now);
        decision.events().forEach(event -> ledger.apply(event, now));
        return decision;
    }
}
