package dev.seedgate.worker.seed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedgate.localstack.SharedLocalStack;
import dev.seedgate.protocol.SeedOutcome;
import dev.seedgate.protocol.SeedOutcome.Failed;
import dev.seedgate.protocol.SeedOutcome.Succeeded;
import dev.seedgate.worker.support.Grants;
import dev.seedgate.worker.support.TestCatalog;
import dev.seedgate.worker.support.TestDatabase;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What each mode of a copy step makes of a table, over one connection and over several. */
class CopyModesIT {
    private static final String HEADER = "Sku,Name,Price\n";
    /** Large enough for several streams. */
    private static final int MANY = 20_000;

    private static TestDatabase database;

    @TempDir
    Path folder;

    private TestCatalog catalog;
    private SeedRuns runs;

    @BeforeAll
    static void createDatabase() throws SQLException {
        database = TestDatabase.create(SharedLocalStack.get().postgres());
    }

    @BeforeEach
    void prepare() throws SQLException {
        database.execute("""
                drop table if exists parts cascade;
                create table parts (
                    vendor text, sku text, name varchar(12) not null, price numeric(8, 2) check (price >= 0),
                    gone boolean, primary key (vendor, sku));
                insert into parts values
                    ('meyer', 'a', 'old a', 1), ('meyer', 'b', 'old b', 2), ('meyer', 'c', 'old c', 3), ('omix', 'a', 'other', 9)
                """);
        catalog = new TestCatalog(folder);
        runs = new SeedRuns(folder, database.settings());
    }

    @Test
    void aReplaceLeavesOnlyTheFeedsRowsAndWhatDependsOnTheTable() throws Exception {
        database.execute("create view names as select name from parts");

        assertThat(run("mode: replace", "x,new,5\n")).isEqualTo(new Succeeded(1, false));

        assertThat(content()).isEqualTo("meyer x new 5.00");
        assertThat(database.query("select string_agg(name, '') from names")).isEqualTo("new");
    }

    @Test
    void aReplaceWithAKeyTakesTheLastOfDuplicates() throws Exception {
        assertThat(run("mode: replace, key: [vendor, sku]", "x,one,5\nx,two,6\n"))
                .isEqualTo(new Succeeded(1, false));

        assertThat(content()).isEqualTo("meyer x two 6.00");
    }

    @Test
    void aReplaceRefusesToEmptyATable() throws Exception {
        assertThat(run("mode: replace", ""))
                .isEqualTo(new Failed(
                        "parts.csv: has 0 rows, but public.parts has 4; a replace does not shrink it to nothing. If that is"
                                + " meant, say maxVanish: 100%. Nothing was changed",
                        false));
        assertThat(database.query("select count(*) from parts")).isEqualTo("4");
    }

    @Test
    void aSyncDeletesWhatLeftTheFeedWithinItsScope() throws Exception {
        assertThat(run("mode: sync, key: [vendor, sku], maxVanish: 40%", "a,new a,1\nb,old b,2\nd,new d,4\n"))
                .isEqualTo(new Succeeded(3, false)); // c deleted, a changed, d added; b stays as it is

        assertThat(content()).isEqualTo("meyer a new a 1.00;meyer b old b 2.00;meyer d new d 4.00;omix a other 9.00");
    }

    @Test
    void aSyncRefusesAFeedThatLooksBroken() throws Exception {
        assertThat(run("mode: sync, key: [vendor, sku]", "a,new a,1\n"))
                .isEqualTo(new Failed(
                        "parts.csv: 2 of the 3 rows of public.parts with vendor = meyer (66.7%) are not in the feed, and"
                                + " maxVanish is 10%. Look whether the feed is complete; if it is, raise maxVanish for this"
                                + " run. Nothing was changed",
                        false));
        assertThat(database.query("select name from parts where sku = 'a' and vendor = 'meyer'"))
                .isEqualTo("old a");
    }

    @Test
    void aSyncMarksWhatLeftTheFeedAndTakesTheMarkFromWhatComesBack() throws Exception {
        String sync = "mode: sync, key: [vendor, sku], vanished: { mark: gone }, maxVanish: 1";
        assertThat(run(sync, "a,old a,1\nb,old b,2\n")).isEqualTo(new Succeeded(1, false));
        assertThat(database.query("select string_agg(vendor || sku, ' ') from parts where gone"))
                .isEqualTo("meyerc");

        assertThat(run(sync, "a,old a,1\nb,old b,2\nc,old c,3\n")).isEqualTo(new Succeeded(1, false));
        assertThat(database.query("select count(*) from parts where gone")).isEqualTo("0");
    }

    @Test
    void theFirstOfDuplicatesCountsWhereTheDefinitionSaysSo() throws Exception {
        assertThat(run("mode: upsert, key: [vendor, sku], duplicates: first", "x,one,5\nx,two,6\n"))
                .isEqualTo(new Succeeded(1, false));

        assertThat(database.query("select name from parts where sku = 'x'")).isEqualTo("one");
    }

    @Test
    void duplicatesAreRefusedWithBothLinesWhereTheDefinitionSaysSo() throws Exception {
        assertThat(run("mode: upsert, key: [vendor, sku], duplicates: fail", "x,\"o\nne\",5\ny,y,5\nx,two,6\n"))
                .isEqualTo(new Failed(
                        "parts.csv, line 5: has the same key as parts.csv, line 2 (vendor, sku: meyer, x), and the"
                                + " definition says duplicates: fail",
                        false));
    }

    @Test
    void badRowsArePutAsideAndTheOthersGoIn() throws Exception {
        assertThat(
                        run(
                                "mode: upsert, key: [vendor, sku], onError: reject, maxRejects: 5",
                                "x,good,5\ny,\"dec\ncomma\",\"12,50\"\nz,,1\n,nokey,1\ntoo,few\nq,negative,-1\nl,much too long a name,1\n"))
                .isInstanceOfSatisfying(
                        Failed.class,
                        failed -> assertThat(failed.error())
                                .isEqualTo("parts.csv: 6 of 7 rows cannot be taken, and maxRejects is 5, so nothing was"
                                        + " written. The first: parts.csv, line 3, column \"Price\": invalid input syntax for type"
                                        + " numeric: \"12,50\""));
        assertThat(database.query("select count(*) from seedgate.rejects")).isEqualTo("0");

        assertThat(runAgain("mode: upsert, key: [vendor, sku], onError: reject, maxRejects: 90%"))
                .isEqualTo(new Succeeded(1, false, 6));

        assertThat(database.query("select name from parts where sku = 'x'")).isEqualTo("good");
        assertThat(database.query(
                        "select string_agg(concat_ws('|', line, \"column\", value, reason), E'\n' order by line)"
                                + " from seedgate.rejects"))
                .isEqualTo("""
                        3|column "Price"|12,50|invalid input syntax for type numeric: "12,50"
                        5|column "Name"|is empty, but public.parts.name must have a value
                        6|column "Sku" is empty, but rows are told apart by it
                        7|has 2 fields, but the header has 3: "too,few"; is a quote or a delimiter missing?
                        8|column "Price"|-1.00|breaks the check parts_price_check
                        9|column "Name"|much too long a name|value too long for type character varying(12)""");
        database.execute("delete from seedgate.rejects");
    }

    /** Whatever a check calls its columns, and whatever operators it has. */
    @Test
    void rowsThatBreakAnyCheckArePutAside() throws Exception {
        database.execute(
                "alter table parts add value int default 1 check (value > 0), add reason jsonb default '{\"a\": 1}'"
                        + " check (reason ? 'a')");
        catalog.file("a.csv", "Sku,Name,Price,Value,Reason\nx,x,1,1,\"{\"\"a\"\": 2}\"\ny,y,1,0,\"{\"\"a\"\": 2}\"\n")
                .file("b.csv", "Sku,Name,Price,Value,Reason\nz,z,1,1,{}\n")
                .seed("parts", """
                        steps:
                          - copy: { files: "*.csv", into: public.parts, constants: { vendor: meyer }, mode: insert,
                                    columns: { Sku: sku, Name: name, Price: price, Value: value, Reason: reason },
                                    onError: reject, maxRejects: 2 }
                        """);

        assertThat(runs.run(Grants.request("parts", 1)).outcome()).isEqualTo(new Succeeded(1, false, 2));

        assertThat(database.query("select string_agg(file || line || reason, ' ' order by file) from seedgate.rejects"))
                .isEqualTo("a.csv3breaks the check parts_value_check b.csv2breaks the check parts_reason_check");
        database.execute("delete from seedgate.rejects");
    }

    @Test
    void manyRowsTravelOverSeveralConnectionsAndLeaveNoTableBehind() throws Exception {
        catalog.file("parts.csv", HEADER + many(MANY) + "7,again,7\n");

        assertThat(runAgain("mode: upsert, key: [vendor, sku]")).isEqualTo(new Succeeded(MANY, false));

        assertThat(database.query("select count(*) || ' ' || sum(price) from parts where name = 'part'"))
                .isEqualTo((MANY - 1) + " " + ((long) MANY * (MANY - 1) / 2 - 7) + ".00");
        assertThat(database.query("select name from parts where sku = '7'")).isEqualTo("again");
        assertThat(stages()).isEqualTo("0");
    }

    @Test
    void aBadRowAmongManyIsNamedByItsLineWhicheverConnectionItTravelledOver() throws Exception {
        catalog.file("parts.csv", HEADER + many(MANY) + "bad,bad,x\n" + many(2));

        assertThat(runAgain("mode: sync, key: [vendor, sku]"))
                .isEqualTo(new Failed(
                        "parts.csv, line " + (MANY + 2)
                                + ", column \"Price\": invalid input syntax for type numeric: \"x\"",
                        false));
        assertThat(stages()).isEqualTo("0");
    }

    @Test
    void badRowsAmongManyArePutAsideFromAllConnections() throws Exception {
        catalog.file("parts.csv", HEADER + "first,bad,x\n" + many(MANY) + "last,bad,y\n");

        assertThat(runAgain("mode: sync, key: [vendor, sku], onError: reject, maxRejects: 1%, maxVanish: 100%"))
                .isEqualTo(new Succeeded(MANY, false, 2));
        assertThat(database.query("select count(*) from parts where name like 'old %'"))
                .as("rows that may be those that were put aside do not vanish")
                .isEqualTo("3");

        assertThat(database.query("select string_agg(line || value, ' ' order by line) from seedgate.rejects"))
                .isEqualTo("2x " + (MANY + 3) + "y");
        database.execute("delete from seedgate.rejects");
    }

    @Test
    void aTableThatTheSeedItselfMakesIsFilledAllTheSame() throws Exception {
        catalog.file("parts.csv", HEADER + many(MANY)).seed("parts", """
                steps:
                  - sql:
                      inline: |
                        create type public.grade as enum ('part');
                        drop table parts;
                        create table parts (vendor text, sku text, name public.grade, price numeric, primary key (vendor, sku));
                  - copy: { file: parts.csv, into: public.parts, columns: { Sku: sku, Name: name, Price: price },
                            constants: { vendor: meyer }, mode: upsert, key: [vendor, sku] }
                """);

        assertThat(runs.run(Grants.request("parts", 3)).outcome()).isEqualTo(new Succeeded(MANY, false));
        database.execute("drop table parts; drop type public.grade");
    }

    @Test
    void whatADeadWorkerLeftIsDroppedByTheNextRunButNotWhatIsInUse() throws Exception {
        run("mode: insert", "new,new,1\n");
        database.execute("create unlogged table seedgate.stage_1_1_00000000 (a int);"
                + " create unlogged table seedgate.stage_2_1_00000000 (a int)");
        try (var used = database.connect();
                var statement = used.createStatement()) {
            used.setAutoCommit(false);
            statement.execute("select pg_advisory_xact_lock(hashtextextended('seedgate.stage_2_1_00000000', 0))");

            assertThat(run("mode: insert", "newer,newer,1\n")).isEqualTo(new Succeeded(1, false));

            assertThat(database.query("select string_agg(relname, ' ') from pg_class where relname like 'stage\\_%'"))
                    .isEqualTo("stage_2_1_00000000");
        }
        run("mode: insert", "newest,newest,1\n");
        assertThat(stages()).isEqualTo("0");
    }

    private SeedOutcome run(String mode, String rows) {
        catalog.file("parts.csv", HEADER + rows);
        return runAgain(mode);
    }

    private SeedOutcome runAgain(String mode) {
        catalog.seed("parts", """
                steps:
                  - copy: { file: parts.csv, into: public.parts, columns: { Sku: sku, Name: name, Price: price },
                            constants: { vendor: meyer }, %s }
                """.formatted(mode));
        return runs.run(Grants.request("parts", 3)).outcome();
    }

    private static String many(int rows) {
        return IntStream.range(0, rows).mapToObj(i -> i + ",part," + i + "\n").collect(Collectors.joining());
    }

    private String content() throws SQLException {
        return database.query(
                "select string_agg(concat_ws(' ', vendor, sku, name, price), ';' order by vendor, sku) from parts");
    }

    private static String stages() throws SQLException {
        return database.query("select count(*) from pg_class where relname like 'stage\\_%'");
    }
}
