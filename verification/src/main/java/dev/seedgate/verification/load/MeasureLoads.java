package dev.seedgate.verification.load;

import dev.seedgate.verification.measure.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Loads one feed by every way, in turns, and prints how long each took and what share of psql's time that is. Ends with status 1 when a
 * way does not leave the table that psql does.
 */
@Command(
        name = "verification/measure-loads",
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true,
        description = "Measures how fast a feed gets into a table, by the usual ways and by a seed.")
public final class MeasureLoads implements Callable<Integer> {
    private static final String TODAY = "today";
    private static final String TOMORROW = "tomorrow";

    @Option(
            names = "--rows",
            paramLabel = "N",
            defaultValue = "1000000",
            description = "Of the feed (${DEFAULT-VALUE}).")
    private int rows;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "3",
            description = "How often each way is taken; the best counts (${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--only",
            paramLabel = "TEXT",
            defaultValue = "",
            description = "Only ways with this in their name.")
    private String only = "";

    private final LoadFigures figures = new LoadFigures();
    private final Map<LoadFeed, String> contents = new HashMap<>();

    private MeasureLoads() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new MeasureLoads()).execute(arguments));
    }

    /** One way to load it. */
    private interface Way {
        /** Returns how long it took. */
        Duration load() throws IOException, InterruptedException, SQLException;
    }

    /** A way that is timed from outside. */
    private interface PlainWay {
        void load() throws IOException, InterruptedException, SQLException;
    }

    @Override
    public Integer call() throws IOException, InterruptedException, SQLException {
        System.out.println(Machine.describe());
        Path catalog = Files.createTempDirectory("seedgate-loads");
        LoadFeed today = LoadFeed.write(catalog.resolve(TODAY + ".csv"), rows, 0);
        LoadFeed tomorrow = LoadFeed.write(catalog.resolve(TOMORROW + ".csv"), rows, 1);
        for (String mode : List.of("insert", "upsert", "replace", "sync")) {
            for (int connections : List.of(1, 2, 4)) {
                for (String feed : List.of(TODAY, TOMORROW)) {
                    Files.writeString(
                            catalog.resolve(seed(mode, connections, feed) + ".yaml"),
                            definition(mode, connections, feed));
                }
            }
        }
        try (LoadBench bench = LoadBench.start(catalog)) {
            for (int round = 1; round <= rounds; round++) {
                insert(bench, today);
                upsert(bench, today, tomorrow);
                rewrite(bench, today);
            }
            System.out.printf(
                    Locale.ROOT, "%n%,d rows, %.0f MB, best of %d%n", rows, Files.size(today.file()) / 1e6, rounds);
            figures.print();
            System.out.printf(
                    "the worker's peak memory: %s, with a heap of %d MB%n",
                    bench.workersPeak(), LoadBench.HEAP_MEGABYTES);
        } finally {
            Files.deleteIfExists(today.file());
            Files.deleteIfExists(tomorrow.file());
        }
        return figures.allRight() ? 0 : 1;
    }

    private static String seed(String mode, int connections, String feed) {
        return mode + "-" + connections + "-" + feed;
    }

    private static String definition(String mode, int connections, String feed) {
        String key = mode.equals("upsert") || mode.equals("sync") ? ", key: [vendor, part_number]" : "";
        return "connections: " + connections + "\nsteps:\n  - copy: { file: " + feed + ".csv, into: public.load, mode: "
                + mode + key + " }\n";
    }

    /** Into an empty table, by all the ways that take no heed of what is there. */
    private void insert(LoadBench bench, LoadFeed feed) throws IOException, InterruptedException, SQLException {
        var plain = new PlainLoads(bench.postgres(), feed);
        intoEmpty("psql \\copy", bench, feed, plainly(plain::psql));
        intoEmpty("CopyManager, 1 connection", bench, feed, plainly(plain::copy));
        intoEmpty("CopyManager, 2 connections, not atomic", bench, feed, plainly(() -> plain.copy(2)));
        intoEmpty("CopyManager, 4 connections, not atomic", bench, feed, plainly(() -> plain.copy(4)));
        intoEmpty("batched inserts, reWriteBatchedInserts", bench, feed, plainly(plain::batchedInserts));
        for (int connections : List.of(1, 2, 4)) {
            intoEmpty(
                    "seed, insert, " + words(connections),
                    bench,
                    feed,
                    () -> bench.run(seed("insert", connections, TODAY)));
        }
    }

    private void upsert(LoadBench bench, LoadFeed today, LoadFeed tomorrow)
            throws IOException, InterruptedException, SQLException {
        lifeOf(
                "an ORM's upserts of 1 000 rows",
                bench,
                List.of(today, tomorrow),
                plainly(new PlainLoads(bench.postgres(), today)::ormUpserts),
                plainly(new PlainLoads(bench.postgres(), tomorrow)::ormUpserts));
        for (int connections : List.of(1, 2, 4)) {
            lifeOf(
                    "seed, upsert, " + words(connections),
                    bench,
                    List.of(today, tomorrow),
                    () -> bench.run(seed("upsert", connections, TODAY)),
                    () -> bench.run(seed("upsert", connections, TOMORROW)));
        }
    }

    /** What a table goes through: each way finds what it left itself. */
    private void lifeOf(String what, LoadBench bench, List<LoadFeed> feeds, Way today, Way tomorrow)
            throws IOException, InterruptedException, SQLException {
        if (!isWanted(what)) {
            return;
        }
        bench.renew();
        measure(what + ", all rows new", bench, feeds.getFirst(), today);
        bench.settle();
        measure(what + ", all rows changed", bench, feeds.getLast(), tomorrow);
        bench.settle();
        measure(what + ", no row changed", bench, feeds.getLast(), tomorrow);
        bench.halve();
        measure(what + ", half of the rows new, the others changed", bench, feeds.getFirst(), today);
    }

    /** A table in which all of the feed's rows are. */
    private void rewrite(LoadBench bench, LoadFeed feed) throws IOException, InterruptedException, SQLException {
        intoEmpty("psql \\copy", bench, feed, plainly(new PlainLoads(bench.postgres(), feed)::psql));
        for (String mode : List.of("replace", "sync")) {
            for (int connections : List.of(1, 2)) {
                String what = "seed, " + mode + ", " + words(connections);
                if (isWanted(what)) {
                    bench.settle();
                    measure(what + ", no row changed", bench, feed, () -> bench.run(seed(mode, connections, TODAY)));
                }
            }
        }
    }

    private static String words(int connections) {
        return connections + (connections == 1 ? " connection" : " connections");
    }

    private static Way plainly(PlainWay way) {
        return () -> {
            long begin = System.nanoTime();
            way.load();
            return Duration.ofNanos(System.nanoTime() - begin);
        };
    }

    private boolean isWanted(String what) {
        return what.contains(only) || what.startsWith("psql");
    }

    private void intoEmpty(String what, LoadBench bench, LoadFeed feed, Way way)
            throws IOException, InterruptedException, SQLException {
        if (isWanted(what)) {
            bench.renew();
            measure(what, bench, feed, way);
        }
    }

    private void measure(String what, LoadBench bench, LoadFeed feed, Way way)
            throws IOException, InterruptedException, SQLException {
        Duration before = ProcessorTime.used();
        Duration took = way.load();
        figures.add(what, new LoadFigures.Figure(took, ProcessorTime.used().minus(before)));
        String content = bench.content();
        figures.require(what, contents.computeIfAbsent(feed, first -> content), content);
    }
}
