package dev.seedgate.core.simulation;

import dev.seedgate.core.Policy;
import dev.seedgate.core.Reservations;
import dev.seedgate.core.Reservations.Reservation;
import dev.seedgate.core.command.Command;
import dev.seedgate.core.decide.Decider;
import dev.seedgate.core.decide.Decision;
import dev.seedgate.core.ledger.Entity;
import dev.seedgate.core.ledger.EntityKey;
import dev.seedgate.core.ledger.Ledger;
import dev.seedgate.core.ledger.Token;
import dev.seedgate.core.simulation.SimulatedBroker.Appended;
import dev.seedgate.protocol.Reply;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** The loop around the ledger: reads, decides, commits. When it dies, whatever it has not committed never was. */
final class SimulatedOwner {
    static final Policy POLICY = Policy.DEFAULT;
    static final Reservations RESERVATIONS = new Reservations(
            List.of(
                    new Reservation("api", SimulatedPostgres.API_RESERVATION),
                    new Reservation("background", SimulatedPostgres.BACKGROUND_RESERVATION)),
            SimulatedPostgres.HEADROOM);

    /** What was last committed, as the agent sees it. */
    record View(long revision, List<Token> tokens) {}

    private record Decided(Command command, Decision decision) {}

    private final World world;
    private final SimulatedBroker broker;
    private final Auditor auditor;
    private final Consumer<Reply> replies;
    private final SplittableRandom chance;
    private final Map<EntityKey, Entity> stored = new LinkedHashMap<>();
    private Ledger ledger;
    private View view = new View(0, List.of());
    private int life;
    private boolean up = true;
    private boolean busy;
    private long wakeAt = Long.MAX_VALUE;

    SimulatedOwner(World world, SimulatedBroker broker, Auditor auditor, Consumer<Reply> replies) {
        this.world = world;
        this.broker = broker;
        this.auditor = auditor;
        this.replies = replies;
        this.chance = world.chance("owner");
        this.ledger = new Ledger("main", POLICY, RESERVATIONS, world.now());
        broker.wakes(() -> wake(world.millis() + chance.nextInt(20)));
    }

    View view() {
        return view;
    }

    boolean isUp() {
        return up;
    }

    void crash(int down) {
        world.trace(() -> "owner dies for " + down + " ms" + (busy ? " with a batch decided but not committed" : ""));
        life++;
        up = false;
        busy = false;
        wakeAt = Long.MAX_VALUE;
        int next = life;
        world.after(down, () -> {
            if (life == next) {
                takeOver();
            }
        });
    }

    private void takeOver() {
        ledger = new Ledger("main", POLICY, RESERVATIONS, World.BEGINNING);
        stored.values().forEach(ledger::restore);
        up = true;
        world.trace(
                () -> "a new owner has the ledger at revision " + ledger.state().revision());
        decideThenCommit(List.of(), List.of(new Command.Resume()));
    }

    private void wake(long at) {
        if (up && !busy && at < wakeAt) {
            wakeAt = at;
            int mine = life;
            world.after(at - world.millis(), () -> {
                if (life == mine && !busy && wakeAt == at) {
                    wakeAt = Long.MAX_VALUE;
                    turn();
                }
            });
        }
    }

    private void turn() {
        List<Appended> polled = broker.poll();
        List<Command> commands = new ArrayList<>();
        polled.forEach(record -> commands.add(record.command()));
        if (broker.isCaughtUpWith(polled)) {
            commands.add(new Command.Tick());
        }
        commands.add(new Command.Admit());
        decideThenCommit(polled, commands);
    }

    private void decideThenCommit(List<Appended> read, List<Command> commands) {
        List<Decided> batch = new ArrayList<>();
        for (Command command : commands) {
            Decision decision = Decider.decide(command, ledger, world.now());
            decision.events().forEach(event -> ledger.apply(event, world.now()));
            batch.add(new Decided(command, decision));
        }
        Map<EntityKey, Optional<Entity>> changes = ledger.takeChanges();
        busy = true;
        int mine = life;
        world.after(chance.nextInt(20) == 0 ? chance.nextInt(500) : chance.nextInt(5), () -> {
            if (life == mine) {
                commit(read, batch, changes);
            }
        });
    }

    private void commit(List<Appended> read, List<Decided> batch, Map<EntityKey, Optional<Entity>> changes) {
        busy = false;
        broker.commit(read);
        changes.forEach(
                (key, entity) -> entity.ifPresentOrElse(present -> stored.put(key, present), () -> stored.remove(key)));
        view = new View(ledger.state().revision(), List.copyOf(ledger.tokens()));
        for (Decided decided : batch) {
            decided.decision().events().forEach(event -> world.trace(() -> "ledger: " + event));
            auditor.committed(decided.command(), decided.decision());
            decided.decision().replies().forEach(reply -> replies.accept(reply.reply()));
        }
        if (!broker.isCaughtUpWith(List.of())) {
            wake(world.millis() + chance.nextInt(1, 20));
        }
        ledger.nextDeadline()
                .ifPresent(deadline ->
                        wake(Math.max(world.millis() + 1, deadline.toEpochMilli() - World.BEGINNING.toEpochMilli())));
    }
}
