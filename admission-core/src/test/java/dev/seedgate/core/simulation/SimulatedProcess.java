package dev.seedgate.core.simulation;

import dev.seedgate.core.command.Command;
import dev.seedgate.protocol.SeedOutcome;
import dev.seedgate.protocol.TokenRelease;
import dev.seedgate.protocol.Topic;
import dev.seedgate.protocol.WorkerId;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.LongConsumer;

/**
 * A process that holds tokens. One that hangs does nothing until it wakes, and then everything at once, in any order; one that died
 * does nothing any more, but what it sent is on its way.
 */
abstract class SimulatedProcess {
    private final WorkerId id;
    private final World world;
    private final SimulatedBroker broker;
    private final SimulatedPostgres postgres;
    private final SplittableRandom chance;
    private final Map<String, SimulatedRun> runs = new TreeMap<>();
    private boolean alive = true;
    private long hungUntil;

    SimulatedProcess(WorkerId id, World world, SimulatedBroker broker, SimulatedPostgres postgres) {
        this.id = id;
        this.world = world;
        this.broker = broker;
        this.postgres = postgres;
        this.chance = world.chance(id.toString());
    }

    WorkerId id() {
        return id;
    }

    World world() {
        return world;
    }

    SimulatedBroker broker() {
        return broker;
    }

    SimulatedPostgres postgres() {
        return postgres;
    }

    SplittableRandom chance() {
        return chance;
    }

    Map<String, SimulatedRun> runs() {
        return runs;
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

    void whenAwake(Runnable action) {
        if (alive && world.millis() >= hungUntil) {
            action.run();
        } else if (alive) {
            later(hungUntil - world.millis() + chance.nextInt(10), action);
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

    /** How a run ends that nothing stopped. */
    abstract SeedOutcome work(SimulatedRun run);

    /** A run is over and its token released. */
    void done(String token) {
        runs.remove(token);
    }
}
