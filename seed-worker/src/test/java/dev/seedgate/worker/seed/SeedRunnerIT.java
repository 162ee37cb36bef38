package dev.seedgate.worker.seed;

import static dev.seedgate.worker.support.FeedServer.breakOff;
import static dev.seedgate.worker.support.FeedServer.change;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.seedgate.catalog.Catalog;
import dev.seedgate.localstack.SharedLocalStack;
import dev.seedgate.protocol.Heartbeat.LeaseRenewal;
import dev.seedgate.protocol.Reply.Grant;
import dev.seedgate.protocol.RunLogLine;
import dev.seedgate.protocol.SeedOutcome.Failed;
import dev.seedgate.protocol.SeedOutcome.GivenBack;
import dev.seedgate.protocol.SeedOutcome.Succeeded;
import dev.seedgate.protocol.SeedRequest;
import dev.seedgate.worker.feed.Feeds;
import dev.seedgate.worker.lease.RenewalSender;
import dev.seedgate.worker.stop.StopSignal;
import dev.seedgate.worker.support.FeedServer;
import dev.seedgate.worker.support.Grants;
import dev.seedgate.worker.support.TestCatalog;
import dev.seedgate.worker.support.TestDatabase;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs on a real PostgreSQL, without a broker: what a seed does to a database, and what it says when it fails. */
class SeedRunnerIT {
    @TempDir
    Path folder;

    private TestDatabase database;
    private TestCatalog catalog;
    private SeedRuns runs;

    @BeforeEach
    void prepare() throws SQLException {
        database = TestDatabase.create(SharedLocalStack.get().postgres());
        database.execute("""
                create table parts (
                    sku text primary key, name text not null, price numeric(8, 2) check (price >= 0), vendor text)
                """);
        catalog = new TestCatalog(folder);
        runs = new SeedRuns(folder, database.settings());
    }

    @Test
    void laterDuplicatesWinInAnUpsert() throws Exception {
        database.execute("insert into parts values ('a', 'old', 1, 'x'), ('z', 'kept', 9, 'x')");
        catalog.file("parts.csv", "Sku,Name,Price\na,first,1.50\nb,\"two\nlines, \"\"quoted\"\"\",2\na,last,3.25\n")
                .seed("parts", copy("mode: upsert, key: [sku]"));

        RunResult result = run("parts");

        assertThat(result).isEqualTo(new RunResult(new Succeeded(2, false), true));
        assertThat(database.query(
                        "select string_agg(sku || ':' || name || ':' || price || ':' || vendor, ';' order by sku)"
                                + " from parts"))
                .isEqualTo("a:last:3.25:meyer;b:two\nlines, \"quoted\":2.00:meyer;z:kept:9.00:x");
        assertThat(runs.lastProgress().rows()).isEqualTo(3);
    }

    @Test
    void readsGzipWithoutAHeaderAndTellsNullFromEmptyText() throws Exception {
        catalog.file("parts.csv.gz", "a;\"\";\nb;\"-\";-\n").seed("parts", """
                steps:
                  - copy:
                      file: parts.csv.gz
                      header: false
                      delimiter: ";"
                      into: public.parts
                      columns: { 1: sku, 2: name, 3: vendor }
                      mode: insert
                """);

        assertThat(run("parts").outcome()).isEqualTo(new Succeeded(2, false));
        assertThat(
                        database.query(
                                "select string_agg(sku || '=' || name || '=' || coalesce(vendor, 'null'), ' ' order by sku) from parts"))
                .isEqualTo("a==null b=-=-");
    }

    @Test
    void readsAPackedFeedFromAWebServerThroughATransferThatBreaksOff() throws Exception {
        byte[] good = Feeds.zstd("Sku,Name,Price\na,x,1.50\nb,\"y\ny\",2\n");
        byte[] bad = Feeds.zstd("Sku,Name,Price\na,x,1.50\nb,\"y\ny\",2\nc,z,\"2,50\"\n");
        try (var server = new FeedServer(good)) {
            server.then(breakOff(10));
            String url = server.url("/parts.csv.zst?token=hush");
            catalog.seed("parts", copy("mode: upsert, key: [sku]").replace("file: parts.csv", "url: \"" + url + '"'));

            assertThat(run("parts").outcome()).isEqualTo(new Succeeded(2, false));
            assertThat(runs.lastProgress().bytesTotal()).isEqualTo(good.length);
            assertThat(database.query("select string_agg(sku || name, ' ' order by sku) from parts"))
                    .isEqualTo("ax by\ny");

            server.then(change(bad, "\"two\""));
            assertThat(run("parts").outcome())
                    .isEqualTo(new Failed(
                            server.url(
                                    "/parts.csv.zst?…, line 5, column \"Price\": invalid input syntax for type numeric:"
                                            + " \"2,50\""),
                            false));
        }
    }

    @Test
    void aDecimalCommaIsRefusedWithFileLineColumnAndValue() throws Exception {
        catalog.file("parts.csv", "Sku,Name,Price\na,\"on\ntwo lines\",1.50\n\nb,plain,\"12,50\"\nc,plain,1\n")
                .seed("parts", copy("mode: insert"));

        RunResult result = run("parts");

        assertThat(result)
                .isEqualTo(new RunResult(
                        new Failed(
                                "parts.csv, line 5, column \"Price\": invalid input syntax for type numeric: \"12,50\"",
                                false),
                        true));
        assertThat(database.query("select count(*) from parts")).isEqualTo("0");
        assertThat(database.query("select count(*) from seedgate.seed_history")).isEqualTo("0");
    }

    @Test
    void aMissingValueIsRefusedWithFileLineAndColumn() throws Exception {
        catalog.file("parts.csv", "Sku,Name,Price\na,\"on\ntwo lines\",1.50\nb,,2\n")
                .seed("parts", copy("mode: insert"));

        assertThat(run("parts").outcome())
                .isInstanceOfSatisfying(
                        Failed.class,
                        failed -> assertThat(failed.error())
                                .startsWith("parts.csv, line 4, column \"Name\": null value in column \"name\""));
    }

    @Test
    void aDuplicateKeyInAnInsertIsRefusedWithFileAndLine() throws Exception {
        catalog.file("parts.csv", "Sku,Name,Price\na,x,1.50\nb,x,2\na,x,3\n").seed("parts", copy("mode: insert"));

        assertThat(run("parts").outcome())
                .isEqualTo(new Failed(
                        "parts.csv, line 4: duplicate key value violates unique constraint \"parts_pkey\" (Key (sku)=(a)"
                                + " already exists.)",
                        false));
    }

    @Test
    void aBrokenCheckIsRefusedWithFileAndLine() throws Exception {
        catalog.file("parts.csv", "Sku,Name,Price\na,x,1.50\nb,x,-2\n").seed("parts", copy("mode: upsert, key: [sku]"));

        assertThat(run("parts").outcome())
                .isInstanceOfSatisfying(
                        Failed.class, failed -> assertThat(failed.error()).startsWith("parts.csv, line 3: new row"));
    }

    @Test
    void anErrorInAScriptNamesFileLineAndColumn() throws Exception {
        catalog.file("fill.sql", "insert into parts values ('ä', 'ü', 1);\n\nselect 'ö', nonsense from parts;\n")
                .seed("fill", "steps:\n  - sql: { file: fill.sql }\n");

        assertThat(run("fill").outcome())
                .isEqualTo(new Failed("fill.sql, line 3, column 13: column \"nonsense\" does not exist", false));
        assertThat(database.query("select count(*) from parts")).isEqualTo("0");
    }

    @Test
    void aScriptThatCommitsIsRefusedAndLeavesNoHistory() throws Exception {
        catalog.sql("commits", "insert into parts values ('a', 'x', 1); commit; begin;");

        assertThat(run("commits").outcome())
                .isInstanceOfSatisfying(
                        Failed.class,
                        failed -> assertThat(failed.error()).contains("commits.yaml:3 ends the seed's transaction"));
        assertThat(database.query("select count(*) from seedgate.seed_history")).isEqualTo("0");
    }

    @Test
    void handsParametersToSqlAsSettings() throws Exception {
        catalog.seed("named", """
                parameters:
                  vendor: { type: string, default: "O'Brien" }
                steps:
                  - sql: { inline: "insert into parts select 'a', 'x', 1, current_setting('seedgate.vendor')" }
                """);

        assertThat(run("named").outcome()).isEqualTo(new Succeeded(1, false));
        assertThat(database.query("select vendor from parts")).isEqualTo("O'Brien");
    }

    @Test
    void twoDeliveriesAtOnceApplyTheSeedOnce() throws Exception {
        catalog.sql("slow", "insert into parts select 's' || count(*), 'x', 1 from parts; select pg_sleep(1);");
        SeedRequest request = Grants.request("slow");

        List<CompletableFuture<RunResult>> deliveries = IntStream.range(0, 2)
                .mapToObj(i -> runs.start(SeedRuns.grant(request)))
                .toList();

        assertThat(deliveries.stream().map(CompletableFuture::join).map(RunResult::outcome))
                .containsExactlyInAnyOrder(new Succeeded(1, false), new Succeeded(1, true));
        assertThat(database.query("select count(*) from parts")).isEqualTo("1");
    }

    @Test
    void doesNotCommitWhenTheLeaseWasLostMeanwhile() throws Exception {
        catalog.sql("slow", "insert into parts values ('a', 'x', 1); select pg_sleep(5);");
        Grant grant = Grants.grant(Grants.request("slow"), "bid", SeedRuns.WORKER, Duration.ofSeconds(4));
        var confirmedOnce = new ConfirmedOnce();

        long begin = System.nanoTime();
        RunResult result = runs.run(grant, confirmedOnce, new StopSignal());

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(grant.lease());
        assertThat(result)
                .isEqualTo(new RunResult(
                        new GivenBack("the run was stopped: its lease could not be renewed in time"), true));
        assertThat(database.query("select count(*) from parts")).isEqualTo("0");
    }

    @Test
    void looksIntoTheHistoryWhenTheConnectionIsLostDuringTheCommit() throws Exception {
        database.execute("""
                create function wait() returns trigger language plpgsql as
                    'begin perform pg_sleep(600); return null; end';
                create constraint trigger wait after insert on parts deferrable initially deferred
                    for each row execute function wait()
                """);
        catalog.sql("one", "insert into parts values ('a', 'x', 1)");

        CompletableFuture<RunResult> run = runs.start(SeedRuns.grant(Grants.request("one")));
        await("that the commit is under way")
                .atMost(Duration.ofSeconds(30))
                .until(() -> database.query("select pg_terminate_backend(pid) from pg_stat_activity"
                                + " where query = 'COMMIT' and state = 'active' and datname = current_database()")
                        .equals("t"));

        assertThat(run.join().outcome())
                .isEqualTo(new Failed(
                        "the connection was lost while the seed was being committed, and it was not committed", true));
    }

    @Test
    void saysWhatIsMissingWithoutConnecting() {
        catalog.sql("known", "select 1");

        assertThat(run("unknown"))
                .isEqualTo(new RunResult(
                        new Failed(
                                "the worker's catalog has no seed unknown; is it older than the admission service's?",
                                false),
                        true));
    }

    @Test
    void saysInItsLogWhatItDidAndWhatPostgresqlSaid() throws Exception {
        catalog.file("one.sql", "create table if not exists parts (); insert into parts values ('a', 'x', 1)")
                .seed("one", "steps:\n  - sql: { file: one.sql }\n  - sql: { inline: select 1 / 0 }\n");
        Grant grant = SeedRuns.grant(Grants.request("one"));

        var unused = runs.start(grant).join();

        assertThat(runs.log().subList(0, 5))
                .containsExactly(
                        "RUN attempt 1 of 3: one into shop, with " + grant.connections() + " connections under token "
                                + grant.token() + ", on " + grant.worker().name(),
                        "RUN step 1 of 2, one.sql: begins",
                        "NOTICE NOTICE: relation \"parts\" already exists, skipping",
                        "RUN step 1 of 2, one.sql: 1 rows in n ms",
                        "RUN step 2 of 2, one.yaml:3: begins");
        assertThat(runs.log()).hasSize(6);
        assertThat(runs.log().getLast())
                .startsWith("END failed: one.yaml:3")
                .contains("division by zero")
                .endsWith("It would fail the same way again");
    }

    @Test
    void aRunsLogHasRoomForSoMuchAndAlwaysForTheEnd() {
        catalog.sql("loud", "do $$ begin for i in 1..3000 loop raise notice '%', repeat('x', 3000); end loop; end $$");

        run("loud");

        assertThat(runs.log()).hasSize(RunLogLine.MAX_LINES + 2).allMatch(line -> line.length() < 2_100);
        assertThat(runs.log().reversed().subList(0, 2))
                .containsExactly(
                        "END succeeded: 0 rows", "RUN 2003 more lines are left out; a run's log has room for 1000");
    }

    @Test
    void runsNothingInAnotherVersionThanItWasAcceptedIn() {
        catalog.sql("one", "insert into parts values ('a', 'x', 1)");
        SeedRequest accepted = Grants.request("one").withDefinitionVersion("0123456789ab");
        String now = Catalog.load(folder).find("one").orElseThrow().definitionVersion();

        assertThat(runs.run(accepted))
                .isEqualTo(new RunResult(
                        new Failed(
                                "seed one was accepted in version 0123456789ab, and the worker's catalog has version "
                                        + now + " and none before it that is this one; give all services the same"
                                        + " catalog, and post the seed again where it shall run in the version of today",
                                true),
                        true));
        assertThat(runs.run(accepted.withDefinitionVersion(now)).outcome()).isEqualTo(new Succeeded(1, false));
    }

    private RunResult run(String seed) {
        return runs.run(Grants.request(seed));
    }

    private static String copy(String mode) {
        return """
                steps:
                  - copy: { file: parts.csv, into: public.parts, columns: { Sku: sku, Name: name, Price: price },
                            constants: { vendor: meyer }, %s }
                """.formatted(mode);
    }

    /** A broker that goes away after the first renewal. */
    private static final class ConfirmedOnce implements RenewalSender {
        private boolean confirmed;

        @Override
        public synchronized CompletableFuture<Long> send(LeaseRenewal renewal) {
            if (confirmed) {
                return new CompletableFuture<>();
            }
            confirmed = true;
            return CompletableFuture.completedFuture(0L);
        }
    }
}
