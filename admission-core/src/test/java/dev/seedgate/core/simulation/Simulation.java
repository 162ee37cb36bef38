package dev.seedgate.core.simulation;

import dev.seedgate.core.command.Command;
import dev.seedgate.core.simulation.Plan.Incident;
import dev.seedgate.protocol.Reply;
import dev.seedgate.protocol.Scheduling;
import dev.seedgate.protocol.SeedRequest;
import dev.seedgate.protocol.Topic;
import dev.seedgate.protocol.WorkerId;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Lets a plan happen to a world, and afterwards leaves it in peace until everything has ended that must end. */
final class Simulation {
    /** Long enough for every hang, outage, lease and back-off to pass, one after the other. */
    private static final int PEACE = 300_000;

    private static final int LATEST_REPLY = 1_000;

    /**
     * How a world went.
     *
     * @param failure what was broken; null when nothing was
     * @param trace what happened, when it was asked for
     */
    record Result(Plan plan, @Nullable String failure, List<String> trace, long steps) {}

    private final Plan plan;
    private final World world;
    private final SplittableRandom chance;
    private final Auditor auditor = new Auditor();
    private final SimulatedPostgres postgres;
    private final SimulatedBroker broker;
    private final SimulatedOwner owner;
    private final Map<String, SimulatedWorker> workers = new HashMap<>();
    private final Map<String, Integer> lives = new HashMap<>();
    private final Map<String, Long> lastReply = new HashMap<>();
    private int submitted;

    private Simulation(Plan plan, boolean traced) {
        this.plan = plan;
        this.world = new World(plan.seed(), traced);
        this.chance = world.chance("replies");
        this.postgres = new SimulatedPostgres(auditor);
        this.broker = new SimulatedBroker(world);
        this.owner = new SimulatedOwner(world, broker, auditor, this::deliver);
        auditor.watch(postgres);
    }

    static Result run(Plan plan, boolean traced) {
        Simulation simulation = new Simulation(plan, traced);
        long steps = 0;
        String failure = null;
        try {
            steps = simulation.run();
        } catch (Auditor.Violation | IllegalStateException | IllegalArgumentException e) {
            failure = e.toString();
        }
        return new Result(plan, failure, simulation.world.trace(), steps);
    }

    private long run() {
        for (int i = 0; i < Plan.WORKERS; i++) {
            startWorker("w" + i);
        }
        new SimulatedAgent(world, owner, postgres, broker).start();
        for (Incident incident : plan.incidents()) {
            submitted += incident instanceof Incident.Submit || incident instanceof Incident.Await ? 1 : 0;
            world.after(incident.at(), () -> befall(incident));
        }
        long steps = 0;
        while (!(world.isCalm() && auditor.isSettled(submitted)) && world.step(Plan.TROUBLE + PEACE)) {
            steps++;
        }
        auditor.settled(submitted);
        return steps;
    }

    private void befall(Incident incident) {
        world.trace(() -> "! " + incident);
        switch (incident) {
            case Incident.Submit submit -> broker.send("api", Topic.SEED_REQUESTS, new Command.Submit(request(submit)));
            case Incident.Await await -> startHolder(await);
            case Incident.Cancel cancel ->
                broker.send("api", Topic.ADMISSION_COMMANDS, new Command.Cancel(cancel.request()));
            case Incident.Retry retry -> retry(retry);
            case Incident.CrashWorker crash -> crash(crash.worker(), crash.down());
            case Incident.HangWorker hang -> worker(hang.worker()).hang(hang.duration());
            case Incident.CrashOwner crash -> owner.crash(crash.down());
            case Incident.DelayInput delay -> broker.delay(delay.topic(), delay.duration());
            case Incident.HidePostgres hide -> postgres.hideUntil(world.millis() + hide.duration());
            case Incident.Kill kill -> kill(kill);
            case Incident.Surge surge -> {
                postgres.surge(surge.sessions());
                world.after(surge.duration(), () -> postgres.surge(-surge.sessions()));
            }
        }
    }

    private void retry(Incident.Retry retry) {
        plan.incidents().stream()
                .filter(incident -> incident instanceof Incident.Submit submit
                        && submit.request().equals(retry.request()))
                .map(incident -> request((Incident.Submit) incident))
                .findFirst()
                .ifPresent(request -> broker.send(
                        "api", Topic.ADMISSION_COMMANDS, new Command.Retry("retry-" + retry.at(), request)));
    }

    private void kill(Incident.Kill kill) {
        broker.send(
                "api",
                Topic.ADMISSION_COMMANDS,
                new Command.KillSeeds("kill-" + kill.at(), "ada", "", List.of(), kill.hold()));
        world.after(
                kill.resumedAfter(),
                () -> broker.send(
                        "api", Topic.ADMISSION_COMMANDS, new Command.ResumeCluster("resume-" + kill.at(), "ada")));
    }

    private static SeedRequest request(Incident.Submit submit) {
        return new SeedRequest(
                submit.request(),
                "main",
                "shop",
                "seed-" + submit.maxAttempts(),
                submit.connections(),
                submit.maxAttempts(),
                Duration.ofMinutes(10),
                Map.of(),
                scheduling(submit),
                World.BEGINNING);
    }

    /** The remainders give each of these its share of the requests, in all combinations. */
    private static Scheduling scheduling(Incident.Submit submit) {
        int at = submit.at();
        return new Scheduling(
                submit.priority(),
                at % 2 == 0 ? "even" : "odd",
                at % 3 == 0 ? null : "batch-" + submit.priority(),
                at % 4 == 0 ? "key-" + submit.connections() % 2 : null,
                at % 5 == 0 ? List.of(submit.follows()) : List.of(),
                at % 7 == 0 ? World.BEGINNING.plusMillis(at + 10_000L) : null,
                at % 13 == 0 ? World.BEGINNING.plusMillis(at + 30_000L) : null,
                at % 3 == 1 ? submit.connections() + 4 : null,
                List.of(),
                at % 11 < 5);
    }

    private void startHolder(Incident.Await await) {
        WorkerId id = new WorkerId("ada@desk", await.request());
        SeedRequest request = SeedRequest.ofHolder(
                id,
                await.request(),
                "main",
                "shop",
                "psql",
                await.connections(),
                Duration.ofMinutes(10),
                Scheduling.DEFAULT
                        .withPriority(await.priority())
                        .withMaxConnections(await.at() % 3 == 0 ? await.connections() + 2 : null),
                World.BEGINNING);
        SimulatedHolder holder = new SimulatedHolder(request, world, broker, postgres, owner);
        holder.start(await.patience());
        if (await.hangsFor() > 0) {
            world.after(await.patience() / 2, () -> holder.hang(await.hangsFor()));
        }
        if (await.diesAfter() < Plan.TROUBLE) {
            world.after(await.diesAfter(), holder::die);
        }
    }

    private void crash(String name, int down) {
        SimulatedWorker worker = worker(name);
        if (worker.isAlive()) {
            worker.die();
            world.after(down, () -> startWorker(name));
        }
    }

    private SimulatedWorker worker(String name) {
        return Objects.requireNonNull(workers.get(name), name);
    }

    private void startWorker(String name) {
        int life = lives.merge(name, 1, Integer::sum);
        WorkerId id = new WorkerId(name, "life" + life);
        SimulatedWorker worker = new SimulatedWorker(id, world, broker, postgres, () -> crash(name, 1_000));
        workers.put(name, worker);
        worker.start();
    }

    /** Replies to one worker stay in order; a new process reads what was meant for the old one, too. */
    private void deliver(Reply reply) {
        String name = reply.worker().name();
        long appendedAt = world.millis();
        long delay = chance.nextInt(10) == 0 ? chance.nextInt(LATEST_REPLY) : chance.nextInt(5);
        long at = Math.max(appendedAt + delay, lastReply.getOrDefault(name, 0L));
        lastReply.put(name, at);
        world.after(at - appendedAt, () -> worker(name).receive(reply, appendedAt));
    }
}
