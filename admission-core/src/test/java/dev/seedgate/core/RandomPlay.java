package dev.seedgate.core;

import dev.seedgate.core.command.Command;
import dev.seedgate.core.ledger.Bid;
import dev.seedgate.core.ledger.Token;
import dev.seedgate.core.scenario.Scenario;
import dev.seedgate.protocol.BidMessage;
import dev.seedgate.protocol.ClusterObservation;
import dev.seedgate.protocol.ClusterObservation.ClassSessions;
import dev.seedgate.protocol.ClusterObservation.Effect;
import dev.seedgate.protocol.ClusterObservation.GoneToken;
import dev.seedgate.protocol.ClusterObservation.Look;
import dev.seedgate.protocol.ClusterObservation.ServerSettings;
import dev.seedgate.protocol.ClusterObservation.TokenSessions;
import dev.seedgate.protocol.Enforcement;
import dev.seedgate.protocol.Scheduling;
import dev.seedgate.protocol.SeedOutcome;
import dev.seedgate.protocol.SeedRequest;
import dev.seedgate.protocol.TokenRelease;
import dev.seedgate.protocol.WorkerId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns arbitrary numbers into commands that more often than not speak of something that exists. The numbers know nothing of the
 * ledger, so that a sequence can be shortened and is still one.
 */
final class RandomPlay {
    enum Verb {
        SUBMIT,
        CANCEL,
        RETRY,
        BID,
        WITHDRAW,
        ANNOUNCE,
        RENEW,
        RELEASE,
        OBSERVE,
        LOSE_SIGHT,
        HOLD,
        RESUME_CLUSTER,
        KILL,
        TICK,
        RESUME,
        ADMIT
    }

    /**
     * One thing that happens.
     *
     * @param pick of what the verb speaks, counted round
     * @param size of whatever it is: connections, milliseconds, priority
     */
    record Step(Verb verb, int pick, int size) {}

    private static final int IDS = 6;

    private RandomPlay() {}

    static Command command(Step step, Scenario scenario) {
        return switch (step.verb()) {
            case SUBMIT -> new Command.Submit(submitted(step, scenario));
            case CANCEL -> new Command.Cancel(request(step));
            case RETRY -> new Command.Retry("act-" + step.size() % 4, submitted(step, scenario));
            case BID -> new Command.OpenBid(acquire(step));
            case WITHDRAW -> withdraw(step, scenario);
            case ANNOUNCE -> new Command.Announce(worker(step));
            case RENEW -> renew(step, scenario);
            case RELEASE -> release(step, scenario);
            case OBSERVE -> new Command.Observe(observation(step, scenario), scenario.now());
            case LOSE_SIGHT ->
                new Command.Observe(new ClusterObservation.Unreachable("main", "connection refused"), scenario.now());
            case HOLD -> new Command.HoldCluster("act-" + step.pick(), "ada", "");
            case RESUME_CLUSTER -> new Command.ResumeCluster("act-" + step.pick(), "ada");
            case KILL ->
                new Command.KillSeeds(
                        "act-" + step.pick(),
                        "ada",
                        "",
                        step.size() % 2 == 0 ? List.of() : List.of(token(step, scenario)),
                        step.size() % 5 == 0);
            case TICK -> new Command.Tick();
            case RESUME -> new Command.Resume();
            case ADMIT -> new Command.Admit();
        };
    }

    private static SeedRequest submitted(Step step, Scenario scenario) {
        Scheduling scheduling = Scheduling.DEFAULT
                .withPriority(step.size() % 3)
                .withTenant("tenant-" + (char) ('a' + step.pick() % 2))
                .withBatch(step.pick() % 2 == 0 ? null : "batch-" + step.pick() % 3)
                .withConcurrencyKey(step.size() % 3 == 0 ? "key-" + step.pick() % 2 : null)
                .withAfter(step.size() % 4 == 1 ? List.of("r" + (step.pick() + 1) % IDS) : List.of())
                .withNotBefore(step.size() % 5 == 0 ? scenario.now().plusMillis(step.size()) : null)
                .withMaxConnections(step.pick() % 2 == 0 ? 8 : null)
                .withLabels(step.size() % 7 == 0 ? List.of("big-disk") : List.of())
                .withDeadline(step.pick() % 5 == 0 ? Scenario.START.plusSeconds(step.size()) : null)
                .withPreemptible(step.pick() % 3 == 0);
        return Scenario.seedRequest(
                request(step), "seed-" + step.size() % 2, 1 + step.size() % 5, 1 + step.pick() % 3, scheduling);
    }

    private static String request(Step step) {
        return "r" + step.pick() % IDS;
    }

    private static WorkerId worker(Step step) {
        return new WorkerId("w" + step.pick() % 3, "life-" + (step.size() % 10 == 0 ? step.pick() % 4 : 0));
    }

    private static BidMessage.Acquire acquire(Step step) {
        return new BidMessage.Acquire(
                "main",
                "b" + step.pick(),
                worker(step),
                step.pick() % 2,
                1 + step.size() % 6,
                step.pick() % 3 == 0 ? List.of("big-disk") : List.of(),
                Duration.ofSeconds(10),
                null);
    }

    private static Command withdraw(Step step, Scenario scenario) {
        List<Bid> bids = List.copyOf(scenario.ledger().bids());
        if (bids.isEmpty()) {
            return new Command.WithdrawBid(new BidMessage.Withdraw("main", "b" + step.pick(), worker(step)));
        }
        Bid bid = bids.get(step.pick() % bids.size());
        return new Command.WithdrawBid(new BidMessage.Withdraw("main", bid.id(), bid.worker()));
    }

    private static Command renew(Step step, Scenario scenario) {
        return new Command.Renew(
                token(step, scenario),
                holder(step, scenario),
                1 + step.size() % 4,
                step.pick() % 3,
                scenario.now().minusMillis(step.size()));
    }

    private static Command release(Step step, Scenario scenario) {
        SeedOutcome outcome = switch (step.size() % 5) {
            case 0 -> new SeedOutcome.Succeeded(step.size(), false);
            case 1 -> new SeedOutcome.Failed("no", true);
            case 2 -> new SeedOutcome.Failed("never", false);
            case 3 -> new SeedOutcome.InDoubt("lost");
            default -> new SeedOutcome.GivenBack("stopped");
        };
        boolean disconnected = step.size() % 3 != 0;
        return new Command.Release(
                new TokenRelease("main", token(step, scenario), holder(step, scenario), disconnected, outcome));
    }

    private static String token(Step step, Scenario scenario) {
        List<Token> tokens = List.copyOf(scenario.ledger().tokens());
        return tokens.isEmpty()
                ? "main-" + step.pick()
                : tokens.get(step.pick() % tokens.size()).terms().id();
    }

    private static WorkerId holder(Step step, Scenario scenario) {
        return scenario.ledger()
                .token(token(step, scenario))
                .filter(token -> step.size() % 11 != 0)
                .map(token -> token.terms().holder())
                .orElseGet(() -> worker(step));
    }

    private static ClusterObservation observation(Step step, Scenario scenario) {
        List<TokenSessions> sessions = new ArrayList<>();
        List<GoneToken> gone = new ArrayList<>();
        for (Token token : scenario.ledger().tokens()) {
            String id = token.terms().id();
            if ((token.terms().fence() + step.pick()) % 3 == 0) {
                sessions.add(new TokenSessions(id, List.of(step.pick())));
            } else {
                gone.add(new GoneToken(id, step.pick() % 5 == 0 ? new Effect.Applied(1) : new Effect.NeverApplied()));
            }
        }
        long basis = Math.max(0, scenario.ledger().state().revision() - step.size() % 4);
        return new ClusterObservation.Seen(
                "main",
                basis,
                new Look("agent", step.pick()),
                new ServerSettings(8 + step.pick() % 8, 3, 0, null),
                step.size() % 13 == 0 ? Enforcement.ROLE : Enforcement.TAG,
                List.of(new ClassSessions("api", step.size() % 4)),
                step.size() % 7 == 0 ? 2 : 0,
                sessions,
                gone,
                List.of(),
                List.of());
    }
}
