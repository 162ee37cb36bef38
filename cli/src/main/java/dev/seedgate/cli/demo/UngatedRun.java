package dev.seedgate.cli.demo;

import dev.seedgate.cli.text.Words;
import dev.seedgate.localstack.workload.Login;
import dev.seedgate.seeds.FeedShape;
import dev.seedgate.seeds.FeedSpec;
import dev.seedgate.seeds.FeedWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The same eighteen imports as a shop runs them without the product: a shell loop that puts each into the background, each with a
 * pool of two connections, and nobody who counts.
 */
final class UngatedRun {
    /** What the imports' sessions are called. */
    static final String SESSIONS = "import:";

    private static final long CONTENT = 20_260_201;
    /** How long a shell takes to start the next one. */
    private static final Duration BETWEEN_STARTS = Duration.ofMillis(20);

    /** As many as the product gives a seed. */
    private static final int ATTEMPTS = 3;

    private static final Duration BEFORE_NEXT_ATTEMPT = Duration.ofSeconds(1);
    private static final String LARGE_FEED = "large.csv";
    private static final String SMALL_FEED = "small.csv";

    private final DemoPlan plan;
    private final Path folder;
    private final Login seeds;
    private final Narrator narrator;
    private final AtomicLong rows = new AtomicLong();
    private final List<String> complaints = Collections.synchronizedList(new ArrayList<>());

    UngatedRun(DemoPlan plan, DemoFolder folder, DemoDatabase database, Narrator narrator) {
        this.plan = plan;
        this.folder = folder.path();
        this.seeds = database.seeds();
        this.narrator = narrator;
    }

    /** A large feed and one of the others' size, both with the tables' own column names. */
    void writeFeeds() throws IOException {
        FeedWriter.write(new FeedSpec(FeedShape.LARGE, plan.rows(), CONTENT), folder.resolve(LARGE_FEED));
        FeedWriter.write(new FeedSpec(FeedShape.LARGE, plan.smallRows(), CONTENT), folder.resolve(SMALL_FEED));
    }

    RunResult run() throws InterruptedException {
        long began = System.nanoTime();
        List<String> names = DemoFeeds.seeds();
        try (ExecutorService imports = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> ends = new ArrayList<>();
            for (String name : names) {
                ends.add(imports.submit(() -> succeeds(name, began)));
                Thread.sleep(BETWEEN_STARTS);
            }
            int succeeded = 0;
            for (Future<Boolean> end : ends) {
                succeeded += end.get() ? 1 : 0;
            }
            return new RunResult(
                    names.size(), succeeded, rows.get(), DemoPlan.leftForSeeds(), since(began), complaints);
        } catch (ExecutionException e) {
            throw new IllegalStateException("an import ended in a way that nobody thought of", e.getCause());
        }
    }

    private boolean succeeds(String name, long began) throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                long loaded = new PlainImport(seeds.named(SESSIONS + name), name).run(feed(name));
                rows.addAndGet(loaded);
                say(began, name, "succeeded: " + Words.count(loaded, "row"));
                return true;
            } catch (SQLException e) {
                if (attempt == ATTEMPTS) {
                    String complaint = "SQLSTATE " + e.getSQLState() + ": " + firstLine(e);
                    complaints.add(name + ": " + complaint);
                    say(began, name, "failed " + ATTEMPTS + " times: " + complaint);
                    return false;
                }
                Thread.sleep(BEFORE_NEXT_ATTEMPT);
            }
        }
    }

    private void say(long began, String name, String what) {
        narrator.line("%9s  %-20s %s".formatted(Words.duration(since(began)), name, what));
    }

    private Path feed(String seed) {
        return folder.resolve(seed.startsWith(FeedShape.LARGE.vendor()) ? LARGE_FEED : SMALL_FEED);
    }

    private static Duration since(long began) {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private static String firstLine(SQLException problem) {
        return String.valueOf(problem.getMessage()).lines().findFirst().orElse("");
    }
}
