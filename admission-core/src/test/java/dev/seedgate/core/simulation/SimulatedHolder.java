package dev.seedgate.core.simulation;

import dev.seedgate.core.command.Command;
import dev.seedgate.core.ledger.Token;
import dev.seedgate.protocol.BidMessage;
import dev.seedgate.protocol.Reply;
import dev.seedgate.protocol.SeedOutcome;
import dev.seedgate.protocol.SeedRequest;
import dev.seedgate.protocol.Topic;
import dev.seedgate.protocol.WorkerId;
import java.time.Duration;
import java.util.Optional;

/**
 * Somebody who waits for a token of their own and uses it: a process that nobody starts again. It is told nothing, and looks for its token
 * in what the ledger has committed, which it sees a moment late.
 */
final class SimulatedHolder extends SimulatedProcess {
    private static final int RENEWAL = 4_000;
    private static final Duration TIME_TO_LIVE = Duration.ofSeconds(10);
    private static final int LONGEST_LOOK = 400;
    private static final String VERIFIER = "SCRAM-SHA-256$4096:c2FsdHNhbHRzYWx0c2FsdA==$"
            + "a0V5a0V5a0V5a0V5a0V5a0V5a0V5a0V5a0V5a0V5a0U=:c0V5c0V5c0V5c0V5c0V5c0V5c0V5c0V5c0V5c0V5c0U=";

    private final SimulatedOwner owner;
    private final SeedRequest request;
    private boolean waits = true;
    private boolean seen;

    SimulatedHolder(
            SeedRequest request,
            World world,
            SimulatedBroker broker,
            SimulatedPostgres postgres,
            SimulatedOwner owner) {
        super(holder(request), world, broker, postgres);
        this.owner = owner;
        this.request = request;
    }

    private static WorkerId holder(SeedRequest request) {
        return Optional.ofNullable(request.holder()).orElseThrow();
    }

    /** @param patience how long it waits, in milliseconds */
    void start(int patience) {
        renewPlace();
        later(patience, this::giveUp);
        look();
    }

    private void renewPlace() {
        if (waits) {
            broker().send(
                            id().toString(),
                            Topic.TOKEN_REQUESTS,
                            new Command.AwaitToken(new BidMessage.Await(request, TIME_TO_LIVE, VERIFIER)));
            later(RENEWAL, this::renewPlace);
        }
    }

    /** Some say so, others are just gone. */
    private void giveUp() {
        if (waits) {
            waits = false;
            if (chance().nextBoolean()) {
                broker().send(
                                id().toString(),
                                Topic.TOKEN_REQUESTS,
                                new Command.WithdrawBid(new BidMessage.Withdraw("main", request.id(), id())));
            }
        }
    }

    private void look() {
        SimulatedOwner.View known = owner.view();
        later(chance().nextInt(1, LONGEST_LOOK), () -> {
            known.tokens().stream()
                    .filter(token -> token.terms().request().equals(request.id()))
                    .findFirst()
                    .ifPresentOrElse(this::sees, this::seesNone);
            look();
        });
    }

    private void sees(Token token) {
        String id = token.terms().id();
        switch (token) {
            case Token.Draining draining -> stop(id, draining.reason().words());
            case Token.Live live when waits -> take(live);
            case Token.Live live when !seen -> release(id, true, new SeedOutcome.GivenBack("nobody waits for it"));
            case Token.Live live -> resize(live);
        }
        seen = true;
    }

    private void seesNone() {
        if (seen) {
            runs().values().forEach(run -> run.stop("its token is gone"));
        }
    }

    private void stop(String token, String why) {
        SimulatedRun run = runs().get(token);
        if (run != null) {
            run.stop(why);
        }
    }

    private void take(Token.Live token) {
        waits = false;
        long grantedAt =
                Duration.between(World.BEGINNING, token.terms().grantedAt()).toMillis();
        SimulatedRun run = new SimulatedRun(this, grant(token), grantedAt);
        runs().put(token.terms().id(), run);
        run.claim();
    }

    private void resize(Token.Live token) {
        SimulatedRun run = runs().get(token.terms().id());
        if (run != null && token.terms().size().sizing() > 0) {
            run.resize(new Reply.Resize(
                    "main",
                    id(),
                    token.terms().id(),
                    token.terms().size().kept(),
                    token.terms().size().sizing()));
        }
    }

    private Reply.Grant grant(Token.Live token) {
        return new Reply.Grant(
                "main",
                id(),
                token.terms().bid(),
                token.terms().id(),
                token.terms().fence(),
                token.terms().connections(),
                1,
                SimulatedOwner.POLICY.lease(),
                SimulatedOwner.POLICY.renewal(),
                SimulatedOwner.POLICY.claim(),
                token.terms().enforcement(),
                request);
    }

    /** Whatever a holder does is nobody's business. */
    @Override
    SeedOutcome work(SimulatedRun run) {
        return new SeedOutcome.Succeeded(0, false);
    }
}
