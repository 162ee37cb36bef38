package dev.seedgate.verification.load;

import dev.seedgate.verification.measure.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
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
    private static final double NANOS = 1e9;

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

    private final Map<String, Duration> best = new LinkedHashMap<>();
    private final List<String> wrong = new ArrayList<>();
    private String expected = "";

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
        LoadFeed feed = LoadFeed.write(catalog.resolve("load.csv"), rows);
        for (String mode : List.of("insert", "upsert", "replace", "sync")) {
            for (int connections : List.of(1, 2, 4)) {
                Files.writeString(catalog.resolve(mode + "-" + connections + ".yaml"), definition(mode, connections));
            }
        }
        try (LoadBench bench = LoadBench.start(catalog)) {
            for (int round = 1; round <= rounds; round++) {
                measure(bench, new PlainLoads(bench.postgres(), feed));
            }
            print(feed, bench);
        } finally {
            Files.deleteIfExists(feed.file());
        }
        return wrong.isEmpty() ? 0 : 1;
    }

    private static String definition(String mode, int connections) {
        String key = mode.equals("upsert") || mode.equals("sync") ? ", key: [vendor, part_number]" : "";
        return "connections: " + connections + "\nsteps:\n  - copy: { file: load.csv, into: public.load, mode: " + mode
                + key + " }\n";
    }

    private void measure(LoadBench bench, PlainLoads plain) throws IOException, InterruptedException, SQLException {
        plainly("psql \\copy", bench, plain::psql);
        plainly("CopyManager, 1 connection", bench, plain::copy);
        plainly("CopyManager, 2 connections, not atomic", bench, () -> plain.copy(2));
        plainly("CopyManager, 4 connections, not atomic", bench, () -> plain.copy(4));
        plainly("batched inserts, reWriteBatchedInserts", bench, plain::batchedInserts);
        plainly("an ORM's upserts of 1 000 rows", bench, plain::ormUpserts);
        for (int connections : List.of(1, 2, 4)) {
            seed("insert", connections, bench, true);
        }
        for (int connections : List.of(1, 2, 4)) {
            seed("upsert", connections, bench, true);
        }
        plainly("psql \\copy", bench, plain::psql); // for those that want a table with rows in it
        for (String mode : List.of("replace", "sync", "upsert")) {
            for (int connections : List.of(1, 2)) {
                seed(mode, connections, bench, false);
            }
        }
    }

    private void plainly(String what, LoadBench bench, PlainWay way)
            throws IOException, InterruptedException, SQLException {
        measure(what, bench, true, () -> {
            long begin = System.nanoTime();
            way.load();
            return Duration.ofNanos(System.nanoTime() - begin);
        });
    }

    private void seed(String mode, int connections, LoadBench bench, boolean empty)
            throws IOException, InterruptedException, SQLException {
        String what = "seed, " + mode + ", " + connections + (connections == 1 ? " connection" : " connections")
                + (empty ? "" : ", all rows there");
        measure(what, bench, empty, () -> bench.run(mode + "-" + connections));
    }

    private void measure(String what, LoadBench bench, boolean empty, Way way)
            throws IOException, InterruptedException, SQLException {
        Predicate<String> wanted = name -> name.contains(only) || name.startsWith("psql");
        if (!wanted.test(what)) {
            return;
        }
        if (empty) {
            bench.renew();
        } else {
            bench.settle();
        }
        Duration took = way.load();
        System.out.printf(Locale.ROOT, "  %-46s %6.2f s%n", what, took.toNanos() / NANOS);
        best.merge(what, took, (one, other) -> one.compareTo(other) < 0 ? one : other);
        String content = bench.content();
        expected = expected.isEmpty() ? content : expected;
        if (!content.equals(expected)) {
            wrong.add(what + " leaves " + content + " instead of " + expected);
        }
    }

    private void print(LoadFeed feed, LoadBench bench) throws IOException {
        double psql = best.values().iterator().next().toNanos();
        System.out.printf(
                Locale.ROOT,
                "%n%,d rows, %.0f MB, best of %d%n| way | seconds | of psql's |%n| --- | ---: | ---: |%n",
                rows,
                Files.size(feed.file()) / 1e6,
                rounds);
        best.forEach((what, took) -> System.out.printf(
                Locale.ROOT, "| %s | %.2f | %.2f |%n", what, took.toNanos() / NANOS, took.toNanos() / psql));
        System.out.println("the worker's peak memory: " + bench.workersPeak() + ", with a heap of 256 MB");
        wrong.forEach(System.out::println);
    }
}
