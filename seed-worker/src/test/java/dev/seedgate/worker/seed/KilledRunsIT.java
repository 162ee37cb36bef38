package dev.seedgate.worker.seed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.seedgate.localstack.SharedLocalStack;
import dev.seedgate.localstack.process.ManagedProcess;
import dev.seedgate.protocol.SeedOutcome;
import dev.seedgate.protocol.SeedOutcome.Succeeded;
import dev.seedgate.protocol.SeedRequest;
import dev.seedgate.worker.support.TestCatalog;
import dev.seedgate.worker.support.TestDatabase;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A worker is killed at some moment of a run, and the request is run again elsewhere: the tables are as after a run that nobody
 * disturbed, and nothing else is left. More kills, and other moments: {@code -Dkills=20 -Dkills.seed=4711}.
 */
class KilledRunsIT {
    private static final int ROWS = 25_000;
    private static final int KILLS = Integer.getInteger("kills", 1);
    private static final long SEED = Long.getLong("kills.seed", 1);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String CONTENT =
            "select count(*) || ' ' || sum(hashtext((vendor, sku, name, price, gone)::text)::bigint)"
                    + " || ' ' || (select count(*) from seedgate.rejects) from parts";

    private static TestDatabase database;
    private static TestCatalog catalog;
    private static SeedRuns runs;
    private static long fence = 1_000;

    @TempDir
    private static Path folder;

    @BeforeAll
    static void prepare() throws SQLException {
        database = TestDatabase.create(SharedLocalStack.get().postgres());
        catalog = new TestCatalog(folder);
        runs = new SeedRuns(folder, database.settings());
        String rows = IntStream.range(0, ROWS)
                .mapToObj(i -> i + ",new " + i % 7 + " part," + i % 1000 + "\n")
                .collect(Collectors.joining());
        catalog.file("parts.csv", "Sku,Name,Price\n" + rows);
        catalog.file("bad.csv", "Sku,Name,Price\nx,first,none\n" + rows + "y,last,none\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "parts.csv | mode: insert",
                "parts.csv | mode: replace",
                "parts.csv | mode: upsert, key: [vendor, sku]",
                "parts.csv | 'mode: sync, key: [vendor, sku], vanished: { mark: gone }'",
                "bad.csv   | mode: sync, key: [vendor, sku], onError: reject, maxRejects: 2"
            })
    void whatIsKilledAndRunAgainIsAsIfNothingHadHappened(String feed, String mode) throws Exception {
        catalog.seed("parts", """
                steps:
                  - sql: { inline: "insert into parts values ('other', 'before', 'step', 1, false)" }
                  - copy: { file: %s, into: public.parts, columns: { Sku: sku, Name: name, Price: price },
                            constants: { vendor: meyer }, %s }
                """.formatted(feed.strip(), mode));
        reset(mode);
        long begin = System.nanoTime();
        SeedOutcome clean = runs.run(RunInOtherJvm.grant(request(), fence++)).outcome();
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        assertThat(clean).isInstanceOf(Succeeded.class);
        String expected = database.query(CONTENT);
        var random = new Random(SEED + mode.hashCode());
        for (int kill = 1; kill <= KILLS; kill++) {
            reset(mode);
            SeedRequest request = request();
            Duration moment = Duration.ofNanos((long) (took.toNanos() * 1.3 * random.nextDouble()));
            kill(request, moment);

            SeedOutcome again = runs.run(RunInOtherJvm.grant(request, fence++)).outcome();

            assertThat(again).isInstanceOf(Succeeded.class);
            assertThat(database.query(CONTENT))
                    .as("kill %d of %s, %s after the beginning", kill, mode, moment)
                    .isEqualTo(expected);
            assertThat(database.query("select count(*) from seedgate.seed_history where finished_at is null"))
                    .isEqualTo("0");
            assertThat(database.query("select count(*) from pg_class where relname like 'stage\\_%'"))
                    .isEqualTo("0");
        }
    }

    private static void kill(SeedRequest request, Duration moment) throws Exception {
        try (ManagedProcess process = RunInOtherJvm.start(folder, database.settings(), request, fence++)) {
            String begun = "select count(*) from seedgate.token_fence where token = 'sg:test:main-" + (fence - 1) + "'";
            String over = "select count(*) from seedgate.seed_history where request = '" + request.id() + "'";
            await("that the run has begun")
                    .pollInterval(Duration.ofMillis(10))
                    .atMost(PATIENCE)
                    .until(() -> !database.query(begun).equals("0")
                            || !database.query(over).equals("0"));
            Thread.sleep(moment); // the one wait for a time: the moment is what is drawn
            process.kill();
        }
    }

    private static SeedRequest request() {
        return RunInOtherJvm.request(UUID.randomUUID().toString(), "parts", 3);
    }

    /** A table in which much of the feed is, some of it otherwise, and some rows that are not in it. */
    private static void reset(String mode) throws SQLException {
        database.execute("""
                drop table if exists parts;
                create table parts (vendor text, sku text, name text not null, price numeric, gone boolean default false,
                    primary key (vendor, sku));
                insert into parts select case when i %% 2 = 0 and %s then 'meyer' else 'omix' end, i * 2, 'new ' || i %% 7 || ' part', 1, false
                    from generate_series(0, %d) i;
                insert into parts select 'meyer', 'old ' || i, 'old', 1, false from generate_series(1, 100) i;
                """.formatted(!mode.contains("insert"), ROWS / 2 - 1));
        database.execute("do $$ begin if to_regclass('seedgate.rejects') is not null then"
                + " delete from seedgate.rejects; end if; end $$");
    }
}
