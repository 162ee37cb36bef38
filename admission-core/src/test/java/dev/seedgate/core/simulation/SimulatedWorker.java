package dev.seedgate.core.simulation;

import dev.seedgate.core.command.Command;
import dev.seedgate.protocol.BidMessage;
import dev.seedgate.protocol.Reply;
import dev.seedgate.protocol.SeedOutcome;
import dev.seedgate.protocol.TokenRelease;
import dev.seedgate.protocol.Topic;
import dev.seedgate.protocol.WorkerId;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.LongConsumer;

/**
 * One process of a worker: it bids, runs what it is granted, and keeps to the protocol. A process that hangs does nothing until it
 * wakes, and then everything at once, in any order; one that died does nothing any more, but what it sent is on its way.
 */
final class SimulatedWorker {
    private static final int BID_RENEWAL = 4_000;
    private static final Duration BID_TIME_TO_LIVE = Duration.ofSeconds(10);
    private static final int SLOTS = 2;

    private final WorkerId id;
    private final World world;
    private final SimulatedBroker broker;
    private final SimulatedPostgres postgres;
    private final Runnable restart;
    private final SplittableRandom chance;
    private final int largest;
    private final Set<String> waiting = new HashSet<>();
    private final Map<String, SimulatedRun> runs = new TreeMap<>();
    private boolean alive = true;
    private long hungUntil;
    private int bids;

    /**
     * A process that is about to start.
     *
     * @param restart what the process asks for when it is told that another one took its place
     */
    SimulatedWorker(WorkerId id, World world, SimulatedBroker broker, SimulatedPostgres postgres, Runnable restart) {
        this.id = id;
        this.world = world;
        this.broker = broker;
        this.postgres = postgres;
        this.restart = restart;
        this.chance = world.chance(id.toString());
        this.largest = Plan.LARGEST_REQUEST + chance.nextInt(3);
    }

    void start() {
        world.trace(() -> id + " starts");
        if (chance.nextInt(3) > 0) {
            broker.send(id.toString(), Topic.TOKEN_HEARTBEATS, new Command.Announce(id));
        }
        for (int slot = 0; slot < SLOTS; slot++) {
            later(chance.nextInt(500), this::bid);
        }
    }

    WorkerId id() {
        return id;
    }

    World world() {
        return world;
    }

    SimulatedPostgres postgres() {
        return postgres;
    }

    SplittableRandom chance() {
        return chance;
    }

    boolean isAlive() {
        return alive;
    }

    void hang(int duration) {
        world.trace(() -> id + " hangs for " + duration + " ms");
        hungUntil = Math.max(hungUntil, world.millis() + duration);
    }

    /** The process is gone; its backends notice sooner or later. */
    void die() {
        world.trace(() -> id + " dies");
        alive = false;
        runs.keySet().forEach(token -> world.after(chance.nextInt(20_000), () -> postgres.end(token)));
    }

    /** Does something in this process, when it is there and awake. */
    void later(long delay, Runnable action) {
        world.after(delay, () -> whenAwake(action));
    }

    private void whenAwake(Runnable action) {
        if (alive && world.millis() >= hungUntil) {
            action.run();
        } else if (alive) {
            later(hungUntil - world.millis() + chance.nextInt(10), action);
        }
    }

    private void bid() {
        String bid = id.name() + "-" + id.incarnation() + "-" + bids++;
        waiting.add(bid);
        renewBid(bid);
    }

    private void renewBid(String bid) {
        if (waiting.contains(bid)) {
            broker.send(
                    id.toString(),
                    Topic.TOKEN_REQUESTS,
                    new Command.OpenBid(
                            new BidMessage.Acquire("main", bid, id, 0, largest, List.of(), BID_TIME_TO_LIVE, null)));
            later(BID_RENEWAL, () -> renewBid(bid));
        }
    }

    /** A reply is on this worker's partition. */
    void receive(Reply reply, long appendedAt) {
        if (reply.worker().equals(id)) {
            whenAwake(() -> read(reply, appendedAt));
        }
    }

    private void read(Reply reply, long appendedAt) {
        switch (reply) {
            case Reply.Grant grant -> {
                if (waiting.remove(grant.bid())) {
                    SimulatedRun run = new SimulatedRun(this, grant, appendedAt);
                    runs.put(grant.token(), run);
                    run.claim();
                } else {
                    release(grant.token(), true, new SeedOutcome.GivenBack("nobody waits for it"));
                }
            }
            case Reply.Resize resize -> {
                SimulatedRun run = runs.get(resize.token());
                if (run != null) {
                    run.resize(resize);
                }
            }
            case Reply.Revocation revocation -> {
                SimulatedRun run = runs.get(revocation.token());
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

    void renew(String token, int connections, int sizing, LongConsumer acknowledged) {
        broker.send(
                id.toString(),
                Topic.TOKEN_HEARTBEATS,
                appendedAt -> new Command.Renew(token, id, connections, sizing, appendedAt),
                at -> whenAwake(() -> acknowledged.accept(at)));
    }

    void release(String token, boolean disconnected, SeedOutcome outcome) {
        world.trace(() -> id + " releases " + token + ": " + outcome + (disconnected ? "" : ", without proof"));
        broker.send(
                id.toString(),
                Topic.TOKEN_RELEASES,
                new Command.Release(new TokenRelease("main", token, id, disconnected, outcome)));
    }

    /** A run is over and its token released; the slot bids again. */
    void done(String token) {
        runs.remove(token);
        later(chance.nextInt(1_000), this::bid);
    }
}
