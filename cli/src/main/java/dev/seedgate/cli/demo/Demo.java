package dev.seedgate.cli.demo;

import dev.seedgate.cli.demo.Narrator.Done;
import dev.seedgate.cli.text.Words;
import dev.seedgate.localstack.LocalStack;
import dev.seedgate.localstack.LocalStackConfig;
import dev.seedgate.protocol.TokenTag;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * One demo from its first process to its verdict. What it started stays up until it is closed, which another thread may do at any
 * time.
 */
public final class Demo implements AutoCloseable {
    /** The services' default for {@code seedgate.installation}. */
    private static final String INSTALLATION = "main";

    private final DemoPlan plan;
    private final Narrator narrator;
    private final DemoFolder folder;
    private volatile @Nullable LocalStack stack;
    private volatile @Nullable GatedRun product;
    private volatile @Nullable Neighbours neighbours;

    /**
     * Makes the folder and starts nothing yet.
     *
     * @param out takes what people are told
     */
    public Demo(DemoPlan plan, PrintWriter out) {
        this.plan = plan;
        this.narrator = new Narrator(out);
        this.folder = DemoFolder.create(plan.keep());
    }

    /** Starts everything, runs the seeds, and tells the outcome. */
    public DemoReport run() throws Exception {
        narrator.line("Starting a shop's PostgreSQL with max_connections = %d, and those who connect to it:"
                .formatted(DemoPlan.MAX_CONNECTIONS));
        FutureTask<Integer> feeds = writeFeedsMeanwhile();
        LocalStack servers = narrator.step("broker and PostgreSQL", this::startStack);
        narrator.step("feeds of six vendors", () -> new Done<>(feeds.get(), Words.count(feeds.get(), "row")));
        DemoDatabase database = narrator.step("database 'shop', roles, tables", () -> createDatabase(servers));
        Neighbours others = narrator.step("the API and background sessions", () -> moveIn(database));
        RunResult result = plan.gated() ? gated(servers, database, others) : ungated(database);
        DemoReport report = DemoReport.of(result, others);
        DemoSummary summary = new DemoSummary(plan, folder, servers, database);
        summary.verdict(report, result.complaints(), others).forEach(narrator::line);
        GatedRun running = product;
        if (running != null) {
            summary.whereToLook(running).forEach(narrator::line);
        }
        return report;
    }

    /** A last word before the process ends; nothing else is printed any more. */
    public void lastWord(String line) {
        GatedRun running = product;
        if (running != null) {
            running.hide();
        }
        narrator.lastLine(line);
    }

    /** True from the first {@link #lastWord}: what fails now fails because everything is being ended. */
    public boolean isEnding() {
        return narrator.isSilent();
    }

    /** Ends what was started and keeps the folder, for somebody to find out what went wrong; returns that folder. */
    public Path abandon() {
        folder.keep();
        close();
        return folder.path();
    }

    /** Ends what was started, without waiting for anybody to finish. What is just being started ends with this process. */
    @Override
    public void close() {
        GatedRun running = product;
        if (running != null) {
            running.close();
        }
        LocalStack servers = stack;
        if (servers != null) {
            servers.close();
        }
        Neighbours others = neighbours;
        if (others != null) {
            others.close();
        }
    }

    private FutureTask<Integer> writeFeedsMeanwhile() {
        FutureTask<Integer> feeds = new FutureTask<>(() -> DemoFeeds.write(plan, folder.catalog()));
        Thread.ofPlatform().daemon().name("feeds").start(feeds);
        return feeds;
    }

    private Done<LocalStack> startStack() {
        LocalStackConfig config = LocalStackConfig.forTests()
                .withMaxConnections(DemoPlan.MAX_CONNECTIONS)
                .withDurability();
        LocalStack started = LocalStack.start(config.keepingDataIn(folder.stack()));
        stack = started;
        return new Done<>(
                started,
                "127.0.0.1:%d, %s"
                        .formatted(started.postgres().port(), started.broker().bootstrapServers()));
    }

    private Done<DemoDatabase> createDatabase(LocalStack servers) throws SQLException, IOException {
        return new Done<>(
                DemoDatabase.create(servers.postgres(), folder.catalog().resolve("schema.sql")), "");
    }

    private Done<Neighbours> moveIn(DemoDatabase database) throws SQLException {
        Neighbours moved =
                Neighbours.moveIn(database, plan.gated() ? TokenTag.prefix(INSTALLATION) : UngatedRun.SESSIONS);
        neighbours = moved;
        return new Done<>(moved, "%d held and 5 new ones a second; %d".formatted(DemoPlan.API, DemoPlan.BACKGROUND));
    }

    private RunResult gated(LocalStack servers, DemoDatabase database, Neighbours others) throws Exception {
        GatedRun run = narrator.step(
                "admission service and " + Words.count(plan.workers(), "worker"),
                () -> startProduct(servers, database));
        return run.run(others);
    }

    private Done<GatedRun> startProduct(LocalStack servers, DemoDatabase database) {
        GatedRun run = GatedRun.launch(plan, servers, folder, database, narrator);
        product = run;
        run.awaitReady();
        return new Done<>(run, run.client().server().toString());
    }

    private RunResult ungated(DemoDatabase database) throws Exception {
        UngatedRun run = new UngatedRun(plan, folder, database, narrator);
        run.writeFeeds();
        narrator.line("");
        narrator.line("Starting %s at once, each with a pool of %d connections, without tokens."
                .formatted(Words.count(DemoFeeds.seeds().size(), "import"), DemoPlan.CONNECTIONS_PER_SEED));
        return run.run();
    }
}
