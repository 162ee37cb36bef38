package dev.seedgate.core.simulation;

import dev.seedgate.core.command.Command;
import dev.seedgate.protocol.BidMessage;
import dev.seedgate.protocol.Reply;
import dev.seedgate.protocol.SeedOutcome;
import dev.seedgate.protocol.Topic;
import dev.seedgate.protocol.WorkerId;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** One process of a worker: it bids, runs what it is granted, and keeps to the protocol. */
final class SimulatedWorker extends SimulatedProcess {
    private static final int BID_RENEWAL = 4_000;
    private static final Duration BID_TIME_TO_LIVE = Duration.ofSeconds(10);
    private static final int SLOTS = 2;

    private final Runnable restart;
    private final int largest;
    private final Set<String> waiting = new HashSet<>();
    private int bids;

    /**
     * A process that is about to start.
     *
     * @param restart what the process asks for when it is told that another one took its place
     */
    SimulatedWorker(WorkerId id, World world, SimulatedBroker broker, SimulatedPostgres postgres, Runnable restart) {
        super(id, world, broker, postgres);
        this.restart = restart;
        this.largest = Plan.LARGEST_REQUEST + chance().nextInt(3);
    }

    void start() {
        world().trace(() -> id() + " starts");
        if (chance().nextInt(3) > 0) {
            broker().send(id().toString(), Topic.TOKEN_HEARTBEATS, new Command.Announce(id()));
        }
        for (int slot = 0; slot < SLOTS; slot++) {
            later(chance().nextInt(500), this::bid);
        }
    }

    private void bid() {
        String bid = id().name() + "-" + id().incarnation() + "-" + bids++;
        waiting.add(bid);
        renewBid(bid);
    }

    private void renewBid(String bid) {
        if (waiting.contains(bid)) {
            broker().send(
                            id().toString(),
                            Topic.TOKEN_REQUESTS,
                            new Command.OpenBid(new BidMessage.Acquire(
                                    "main", bid, id(), 0, largest, List.of(), BID_TIME_TO_LIVE, null)));
            later(BID_RENEWAL, () -> renewBid(bid));
        }
    }

    /** A reply is on this worker's partition. */
    void receive(Reply reply, long appendedAt) {
        if (reply.worker().equals(id())) {
            whenAwake(() -> read(reply, appendedAt));
        }
    }

    private void read(Reply reply, long appendedAt) {
        switch (reply) {
            case Reply.Grant grant -> {
                if (waiting.remove(grant.bid())) {
                    SimulatedRun run = new SimulatedRun(this, grant, appendedAt);
                    runs().put(grant.token(), run);
                    run.claim();
                } else {
                    release(grant.token(), true, new SeedOutcome.GivenBack("nobody waits for it"));
                }
            }
            case Reply.Resize resize -> {
                SimulatedRun run = runs().get(resize.token());
                if (run != null) {
                    run.resize(resize);
                }
            }
            case Reply.Revocation revocation -> {
                SimulatedRun run = runs().get(revocation.token());
                if (run != null) {
                    run.stop("revoked: " + revocation.reason());
                }
            }
            case Reply.Refusal refusal -> {
                waiting.clear();
                restart.run();
            }
        }
    }

    @Override
    SeedOutcome work(SimulatedRun run) {
        int luck = world().isCalm() ? 9 : chance().nextInt(10);
        return switch (luck) {
            case 0 -> new SeedOutcome.Failed("no number in line 3", false);
            case 1, 2 -> new SeedOutcome.Failed("deadlock", true);
            case 3 -> new SeedOutcome.GivenBack("shutting down");
            case 4 -> lostInTheCommit(run);
            default -> commit(run);
        };
    }

    private SeedOutcome commit(SimulatedRun run) {
        return switch (postgres().apply(run.request(), run.token())) {
            case DONE -> new SeedOutcome.Succeeded(1, false);
            case ALREADY -> new SeedOutcome.Succeeded(1, true);
            case REFUSED -> new SeedOutcome.GivenBack("the token is revoked");
        };
    }

    /** The connection breaks while the commit is under way; it may have taken place. */
    private SeedOutcome lostInTheCommit(SimulatedRun run) {
        if (chance().nextBoolean()) {
            postgres().apply(run.request(), run.token());
        }
        return new SeedOutcome.InDoubt("the connection was lost");
    }

    /** The slot bids again. */
    @Override
    void done(String token) {
        super.done(token);
        later(chance().nextInt(1_000), this::bid);
    }
}
