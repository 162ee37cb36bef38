package dev.seedgate.worker.seed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.seedgate.localstack.SharedLocalStack;
import dev.seedgate.protocol.SeedOutcome;
import dev.seedgate.protocol.SeedOutcome.Failed;
import dev.seedgate.protocol.SeedOutcome.Succeeded;
import dev.seedgate.worker.config.DatabaseSettings;
import dev.seedgate.worker.support.Grants;
import dev.seedgate.worker.support.TestCatalog;
import dev.seedgate.worker.support.TestDatabase;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An upsert leaves what {@code ON CONFLICT DO UPDATE} of all rows would leave, by whichever way they get into the table. */
class UpsertIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

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
                create table parts (vendor text, sku text, name text, gone boolean, primary key (vendor, sku));
                insert into parts values ('meyer', 'a', 'old a'), ('meyer', 'b', 'old b'), ('omix', 'a', 'other')
                """);
        catalog = new TestCatalog(folder);
        runs = new SeedRuns(folder, database.settings());
    }

    @Test
    void aRowThatIsThereAsTheFeedHasItIsNotWrittenAgain() throws Exception {
        String version = "select xmin || ' ' || ctid from parts where sku = 'b'";
        String before = database.query(version);

        assertThat(upsert("a,new a\nb,old b\nc,new c\n")).isEqualTo(new Succeeded(2, false));

        assertThat(content()).isEqualTo("meyer a new a;meyer b old b;meyer c new c;omix a other");
        assertThat(database.query(version)).isEqualTo(before);
    }

    @Test
    void ofDuplicatesTheLastCountsAlsoWhereItIsThereAlready() throws Exception {
        assertThat(upsert("a,new a\na,old a\n")).isEqualTo(new Succeeded(0, false));

        assertThat(content()).isEqualTo("meyer a old a;meyer b old b;omix a other");
    }

    @Test
    void aTriggerHearsOfEveryRow() throws Exception {
        database.execute("""
                create or replace function mark() returns trigger language plpgsql as
                    'begin new.gone := true; return new; end';
                create trigger hears before update on parts for each row execute function mark()
                """);

        assertThat(upsert("a,old a\nb,old b\nc,new c\n")).isEqualTo(new Succeeded(3, false));

        assertThat(marked()).isEqualTo("a b");
    }

    @Test
    void aTriggerOfAPartitionHearsOfEveryRow() throws Exception {
        database.execute("""
                drop table parts;
                create table parts (vendor text, sku text, name text, gone boolean, primary key (vendor, sku))
                    partition by list (vendor);
                create table parts_meyer partition of parts for values in ('meyer');
                insert into parts values ('meyer', 'a', 'old a'), ('meyer', 'b', 'old b');
                create or replace function mark() returns trigger language plpgsql as
                    'begin new.gone := true; return new; end';
                create trigger hears before update on parts_meyer for each row execute function mark()
                """);

        assertThat(upsert("a,old a\nb,old b\nc,new c\n")).isEqualTo(new Succeeded(3, false));

        assertThat(marked()).isEqualTo("a b");
    }

    @Test
    void aTriggerOfTheStatementHearsOfItThoughNoRowIsThere() throws Exception {
        database.execute("""
                create or replace function tell() returns trigger language plpgsql as
                    'begin insert into parts values (''told'', ''told'', ''told''); return null; end';
                create trigger hears after update on parts for each statement execute function tell()
                """);

        assertThat(upsert("x,new x\n")).isEqualTo(new Succeeded(1, false));

        assertThat(database.query("select count(*) from parts where vendor = 'told'"))
                .isEqualTo("1");
    }

    @Test
    void aRowThatSomebodyElseInsertsMeanwhileIsOverwritten() throws Exception {
        catalog.file("parts.csv", "Sku,Name\nw,new w\nx,new x\ny,new y\n");
        define();
        try (var other = database.connect();
                var statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("insert into parts values ('meyer', 'x', 'theirs')");

            var run = runs.start(SeedRuns.grant(Grants.request("parts", 3)));
            String waiting = "select count(*) from pg_stat_activity where datname = current_database()"
                    + " and wait_event_type = 'Lock' and query like 'insert into \"public\".\"parts\"%'";
            await("that the seed waits for them")
                    .atMost(PATIENCE)
                    .until(() -> database.query(waiting).equals("1"));
            other.commit();

            assertThat(run.join().outcome()).isEqualTo(new Succeeded(3, false));
        }
        assertThat(content())
                .isEqualTo("meyer a old a;meyer b old b;meyer w new w;meyer x new x;meyer y new y;omix a other");
    }

    @Test
    void aKeyThatIsNotUniqueIsRefusedAlsoWhereTheTableIsEmpty() throws Exception {
        database.execute("alter table parts drop constraint parts_pkey; delete from parts");
        assertThat(upsert("a,new a\n"))
                .isEqualTo(new Failed(
                        "parts.csv into public.parts: there is no unique or exclusion constraint matching the ON CONFLICT"
                                + " specification",
                        false));

        database.execute("alter table parts add primary key (vendor, sku) deferrable");
        assertThat(upsert("a,new a\n"))
                .isInstanceOfSatisfying(
                        Failed.class, failed -> assertThat(failed.error()).contains("deferrable unique constraints"));
    }

    @Test
    void anotherColumnThatIsUniqueRefusesARowAsEver() throws Exception {
        database.execute("alter table parts add unique (name)");

        assertThat(upsert("x,new x\ny,other\n"))
                .isInstanceOfSatisfying(
                        Failed.class,
                        failed -> assertThat(failed.error())
                                .contains("violates unique constraint \"parts_name_key\"", "other"));

        assertThat(content()).isEqualTo("meyer a old a;meyer b old b;omix a other");
    }

    @Test
    void aRowOfATableThatInheritsIsInNobodysWay() throws Exception {
        database.execute("create table heirs () inherits (parts); insert into heirs values ('meyer', 'x', 'new x')");

        assertThat(upsert("x,new x\n")).isEqualTo(new Succeeded(1, false));

        assertThat(database.query("select count(*) from only parts where sku = 'x'"))
                .isEqualTo("1");
    }

    @Test
    void aTableOfNothingButTheKeyTakesWhatIsNew() throws Exception {
        catalog.file("parts.csv", "Sku\na\nx\n").seed("parts", """
                steps:
                  - copy: { file: parts.csv, into: public.parts, columns: { Sku: sku }, constants: { vendor: meyer },
                            mode: upsert, key: [vendor, sku] }
                """);

        assertThat(runs.run(Grants.request("parts", 3)).outcome()).isEqualTo(new Succeeded(1, false));

        assertThat(database.query("select string_agg(sku, ' ' order by sku) from parts where vendor = 'meyer'"))
                .isEqualTo("a b x");
    }

    @Test
    void aRoleThatMayNotOverwriteIsRefusedAlsoWhereNoRowIsThere() throws Exception {
        TestDatabase own = TestDatabase.create(SharedLocalStack.get().postgres());
        String role = "clerk" + UUID.randomUUID().toString().replace("-", "");
        own.execute("""
                create table parts (vendor text, sku text, name text, primary key (vendor, sku));
                create role %1$s login password 'clerk';
                grant create on database %2$s to %1$s;
                grant insert, select on parts to %1$s
                """.formatted(role, own.name()));
        runs = new SeedRuns(folder, new DatabaseSettings(own.settings().url(), role, "clerk"));

        assertThat(upsert("x,new x\n"))
                .isEqualTo(new Failed("parts.csv into public.parts: permission denied for table parts", false));

        own.execute("drop owned by " + role + " cascade; drop role " + role);
    }

    private SeedOutcome upsert(String rows) {
        catalog.file("parts.csv", "Sku,Name\n" + rows);
        define();
        return runs.run(Grants.request("parts", 3)).outcome();
    }

    private void define() {
        catalog.seed("parts", """
                steps:
                  - copy: { file: parts.csv, into: public.parts, columns: { Sku: sku, Name: name },
                            constants: { vendor: meyer }, mode: upsert, key: [vendor, sku] }
                """);
    }

    private static String content() throws SQLException {
        return database.query(
                "select string_agg(concat_ws(' ', vendor, sku, name), ';' order by vendor, sku) from parts");
    }

    private static String marked() throws SQLException {
        return database.query("select string_agg(sku, ' ' order by sku) from parts where gone");
    }
}
