package dev.seedgate.verification.chaos;

import dev.seedgate.localstack.LocalStack;
import dev.seedgate.localstack.LocalStackConfig;
import dev.seedgate.localstack.workload.BackgroundSessions;
import dev.seedgate.localstack.workload.Login;
import dev.seedgate.protocol.SeedState;
import dev.seedgate.protocol.TopicNames;
import dev.seedgate.verification.checker.NoSlotLeaks;
import dev.seedgate.verification.checker.NoZombieWrites;
import dev.seedgate.verification.checker.NobodyStartsEarly;
import dev.seedgate.verification.checker.NobodyStarves;
import dev.seedgate.verification.checker.Overdrafts;
import dev.seedgate.verification.checker.Verdict;
import dev.seedgate.verification.fault.Mischief;
import dev.seedgate.verification.fault.Neighbours;
import dev.seedgate.verification.fault.Room;
import dev.seedgate.verification.system.Run;
import dev.seedgate.verification.system.SeedgateSystem;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/**
 * One installation, one storm, one table. What is left to seeds: 25 − 3 (superusers) − api 3 − studio 2 − background 6 − agent 1 −
 * headroom 2 = 8. The API's reservation covers the connection that its probe opens beside those that it holds, and so the headroom
 * is left to those who come unasked: one session of theirs, and the second one of the database agent during a takeover.
 */
final class ChaosRun implements AutoCloseable {
    /** Faults overlap: a token can be taken back while the broker, the service and PostgreSQL are away one after the other. */
    private static final Duration SLOTS_BACK = Duration.ofMinutes(2);

    private static final Duration FIRST_IN_LINE = Duration.ofSeconds(90);
    private static final Duration ANY_START = Duration.ofMinutes(5);
    private static final int API = 3;
    private static final int BACKGROUND = 6;
    private static final int STUDIO = 2;
    private static final int HEADROOM = 2;
    private static final int MOST_NEIGHBOURS = 4;
    private static final Duration NEIGHBOURS_PAUSE = Duration.ofSeconds(3);
    private static final double LARGEST_REPEATED_SHARE = 0.2;
    private static final Duration LATEST_REPETITION = Duration.ofSeconds(10);

    private final long seed;
    private final Wiring wiring = new Wiring();
    private final SeedgateSystem system;
    private final Plans plans = new Plans();
    private final Room room = new Room(plans::budgetOfNone);
    private final NobodyStarves starvation = new NobodyStarves(FIRST_IN_LINE, ANY_START);
    private final NobodyStartsEarly early = new NobodyStartsEarly();
    private final Overdrafts overdrafts = new Overdrafts(Operators.REACTION);
    private final BackgroundSessions studio;

    private ChaosRun(long seed, Path folder) throws IOException, SQLException {
        this.seed = seed;
        LocalStack stack = LocalStack.start(wiring.doors(
                SeedgateSystem.configured(LocalStackConfig.forTests().keepingDataIn(folder))
                        .withPostgresSetting("track_commit_timestamp", "on")
                        .withPostgresSetting("log_connections", "on")
                        .withPostgresSetting("log_line_prefix", "%m [%p] %a ")));
        this.system = SeedgateSystem.start(
                stack,
                new SeedgateSystem.Shape(
                        API,
                        BACKGROUND,
                        HEADROOM,
                        true,
                        true,
                        config -> wiring.wire(config, stack.postgres(), stack.folder())));
        this.studio = BackgroundSessions.open(system.shop().studio(), STUDIO);
    }

    /**
     * Starts everything.
     *
     * @param folder takes data and logs, and stays; new
     */
    static ChaosRun start(long seed, Path folder) throws IOException, SQLException {
        return new ChaosRun(seed, folder);
    }

    /** Rages for that long, mends everything, and says what came of it. */
    Outcome rage(Duration time) throws Exception {
        Run.Watch watched = new Run.Watch(true, overdrafts, List.of(plans, room, starvation, early));
        try (Run run = system.begin(watched)) {
            try {
                return rage(run, time);
            } catch (Exception | AssertionError e) {
                run.verdictsSoFar().forEach(verdict -> Run.say("so far: " + verdict));
                throw e;
            }
        }
    }

    private Outcome rage(Run run, Duration time) throws Exception {
        Operators operators = new Operators(system, run, room, overdrafts);
        Storm storm = new Storm(new Harm(system, wiring, plans, operators));
        Random random = new Random(seed + 1);
        Mischief mischief = mischief(random);
        Neighbours neighbours = neighbours(random);
        try (mischief;
                neighbours) {
            Load load = new Load(run, new Random(seed + 2), System.nanoTime() + time.toNanos());
            CompletableFuture<Void> posting = CompletableFuture.runAsync(load, Thread::startVirtualThread);
            storm.rage(new Plan(seed), time);
            posting.join();
        }
        operators.resume();
        return outcome(run, storm, mischief, neighbours, time);
    }

    /** What came of it. */
    record Outcome(ResultTable table, List<Verdict> verdicts) {}

    private Mischief mischief(Random random) {
        return Mischief.start(
                system.stack().broker().bootstrapServers(),
                new TopicNames(""),
                new Random(random.nextLong()),
                LARGEST_REPEATED_SHARE * random.nextDouble(),
                LATEST_REPETITION);
    }

    /** Some whom nobody knows, some of a class whose reservation is in use. */
    private Neighbours neighbours(Random random) {
        Login known = system.shop().studio();
        return Neighbours.start(
                List.of(known, known.named("psql")),
                room,
                new Random(random.nextLong()),
                MOST_NEIGHBOURS,
                NEIGHBOURS_PAUSE);
    }

    private Outcome outcome(Run run, Storm storm, Mischief mischief, Neighbours neighbours, Duration time) {
        NoSlotLeaks slots = run.slots(SLOTS_BACK);
        List<Verdict> verdicts = new ArrayList<>(run.verdicts(slots));
        Verdict zombies = new NoZombieWrites(system.watcher(), "main", run.tokens()).verdict();
        verdicts.add(zombies);
        verdicts.add(starvation.verdict());
        Verdict earlyStarts = early.verdict();
        verdicts.add(earlyStarts);
        ResultTable table = new ResultTable();
        table.add("seed", seed);
        table.add("minutes of faults", time.toMinutes());
        addFaults(table, storm, mischief, neighbours);
        table.add("looks at PostgreSQL", run.sessions().count());
        table.add("most sessions of tokens", run.sessions().peak());
        table.addZero(
                "most sessions under tokens above the budget at a grant",
                run.neverOneTooMany().mostAboveBudget());
        table.addZero(
                "most sessions under tokens above what was charged",
                run.neverOneTooMany().mostAboveCharged());
        table.addZero("the API was kept out", run.others().failures());
        table.addZero("seeds lost or doubled", violations(verdicts, "P3"));
        table.addZero("zombie writes", zombies.violations().size());
        table.addZero(
                "starts before a predecessor's success, or before their time",
                earlyStarts.violations().size());
        table.addZero("budgets that followed a new max_connections too late", plans.late());
        table.add("seeds accepted", run.promises().accepted().size());
        for (SeedState state : List.of(SeedState.SUCCEEDED, SeedState.DEAD, SeedState.CANCELLED)) {
            table.add(
                    "of them " + state.name().toLowerCase(Locale.ROOT),
                    run.requests().in(state).size());
        }
        table.add("of those that started behind others", early.followers());
        table.add("of those that started not before some time", early.postponed());
        table.add("runs stopped to make room", early.preempted());
        table.add(
                "slowest slot return after the last session",
                slots.slowestAfterLastSession().map(NoSlotLeaks.Return::time).orElse(Duration.ZERO),
                SLOTS_BACK);
        table.add("slowest start of a seed", starvation.slowestStart(), ANY_START);
        table.add("slowest budget after a new max_connections", plans.slowest(), Plans.BOUND);
        table.add(
                "slowest room made for a neighbour",
                "%.1f s".formatted(room.slowest().toMillis() / 1000.0));
        table.addZero("broken promises of all kinds", (int)
                verdicts.stream().filter(each -> !each.kept()).count());
        return new Outcome(table, verdicts);
    }

    private static void addFaults(ResultTable table, Storm storm, Mischief mischief, Neighbours neighbours) {
        table.add(
                "faults",
                storm.done().values().stream().mapToInt(Integer::intValue).sum());
        for (Fault fault : Fault.values()) {
            int done = storm.done().getOrDefault(fault, 0);
            int leftOut = storm.leftOut().getOrDefault(fault, 0);
            table.add(fault.words(), leftOut == 0 ? done : done + " (left out " + leftOut + ")");
        }
        table.add("messages repeated late", mischief.repeated());
        table.add("foreign sessions that came", neighbours.came());
        table.add("foreign sessions refused", neighbours.refusals().toString());
    }

    private static int violations(List<Verdict> verdicts, String promise) {
        return verdicts.stream()
                .filter(each -> each.promise().startsWith(promise))
                .mapToInt(each -> each.violations().size())
                .sum();
    }

    @Override
    public void close() {
        studio.close();
        system.close();
        wiring.close();
    }
}
