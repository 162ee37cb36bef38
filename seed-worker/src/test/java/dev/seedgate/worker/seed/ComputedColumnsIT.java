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

/** Columns that expressions fill, on a real PostgreSQL. */
class ComputedColumnsIT {
    private static final String NET = "replace(\"Price\", '','', ''.'')";

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
                drop table if exists parts, kinds;
                create table parts (sku varchar(6) primary key, price numeric(8, 2) check (price >= 0), kind int, day date);
                create table kinds (id int, kind text, "Kind" text);
                insert into kinds values (1, 'tyre', 'no'), (2, 'rim', 'no');
                """);
        catalog = new TestCatalog(folder);
        runs = new SeedRuns(folder, database.settings());
    }

    @Test
    void fieldsParametersTablesAndEarlierStepsGoIn() throws Exception {
        catalog.file("parts.csv", "Sku,Price,Kind,Sold\na,\"12,50\",rim,31.01.2026\nb,,seat,\n")
                .seed("parts", """
                        parameters: { day: { type: string, default: "5" } }
                        steps:
                          - sql: { inline: "insert into kinds values (3, 'seat')" }
                          - copy:
                              file: parts.csv
                              into: public.parts
                              mode: insert
                              columns: { Sku: sku }
                              fields: [Price, Kind, Sold]
                              computed:
                                price: replace("Price", ',', '.')
                                kind: (select id from kinds where kind = "Kind")
                                day: |
                                  coalesce(to_date("Sold", 'DD.MM.YYYY'), '2026-02-01')
                                    + current_setting('seedgate.day')::int
                        """);

        assertThat(runs.run(Grants.request("parts", 2)).outcome()).isEqualTo(new Succeeded(3, false));

        assertThat(content()).isEqualTo("a 12.50 2 2026-02-05;b 3 2026-02-06");
    }

    @Test
    void aKeyMayBeComputed() throws Exception {
        assertThat(run(
                        "mode: upsert, key: [sku], columns: { price: price }, fields: [number],"
                                + " computed: { sku: 'upper(\"number\")', kind: '\"price\"::numeric * 2' }",
                        "number,price\nab,4\nAB,5\n"))
                .isEqualTo(new Succeeded(1, false));

        assertThat(content()).isEqualTo("AB 5.00 10");
    }

    @Test
    void anExpressionThatFailsNamesTheLineAndTheFields() throws Exception {
        String many = IntStream.range(0, 20_000).mapToObj(i -> i + ",1,rim\n").collect(Collectors.joining());
        assertThat(run(
                        "mode: insert, columns: { Sku: sku }, fields: [Price], computed: { price: '" + NET + "' }",
                        "Sku,Price,Kind\n" + many + "x,\"1\n,2\",rim\ny,n/a,rim\n"))
                .isEqualTo(new Failed(
                        "parts.csv, line 20002, computed price: invalid input syntax for type numeric: \"1\n.2\""
                                + " (column \"Price\" is \"1\\n,2\")",
                        false));
        assertThat(run("mode: insert, columns: { Sku: sku }, computed: { price: '1 / \"Sku\"::int' }", "Sku\n1\n0\n"))
                .isEqualTo(new Failed(
                        "parts.csv, line 3, computed price: division by zero (column \"Sku\" is \"0\")", false));
        assertThat(run("mode: upsert, key: [sku], columns: { A: day }, computed: { sku: '\"A\"' }", "A\n2026-01-01\n"))
                .isEqualTo(new Failed(
                        "parts.csv, line 2, computed sku: value too long for type character varying(6)"
                                + " (column \"A\" is \"2026-01-01\")",
                        false));
        assertThat(run(
                        "mode: upsert, key: [sku], columns: { A: day }, computed: { sku: 'nullif(\"A\", \"A\")' }",
                        "A\n2026-01-01\n"))
                .isEqualTo(new Failed(
                        "parts.csv, line 2, computed sku: comes out empty, but rows are told apart by it", false));
        assertThat(content()).isEmpty();
    }

    @Test
    void anExpressionThatIsWrongInItselfIsToldByItsPlaceInTheDefinition() throws Exception {
        assertThat(run("mode: insert, columns: { Sku: sku }, computed: { kind: 'uper(\"Sku\")' }", "Sku\n1\n"))
                .isInstanceOfSatisfying(
                        Failed.class,
                        failed -> assertThat(failed.error())
                                .startsWith("parts.yaml:2, computed kind: function uper(text) does not exist"));
        assertThat(run("mode: insert, computed: { kind: 'upper(\"Sku\")' }", "sku\n1\n"))
                .isEqualTo(new Failed("parts.yaml:2, computed kind: the feed has no \"Sku\"; it has: sku", false));
    }

    @Test
    void rowsForWhichAnExpressionFailsArePutAside() throws Exception {
        assertThat(run(
                        "mode: insert, onError: reject, maxRejects: 4, columns: { Sku: sku, Kind: kind }, fields: [Price],"
                                + " computed: { price: '" + NET + "', day: '\"Kind\"::int + date ''2026-01-01''' }",
                        "Sku,Price,Kind\na,\"1,5\",1\nb,n/a,2\nc,3\nd,-1,1\ne,1,x\n"))
                .isEqualTo(new Succeeded(1, false, 4));

        assertThat(content()).isEqualTo("a 1.50 1 2026-01-02");
        assertThat(database.query(
                        "select string_agg(concat_ws('|', line, \"column\", value, reason), ';' order by line)"
                                + " from seedgate.rejects"))
                .isEqualTo("3|computed price|n/a|invalid input syntax for type numeric: \"n/a\";"
                        + "4|has 2 fields, but the header has 3: \"c,3\"; is a quote or a delimiter missing?;"
                        + "5|-1.00|breaks the check parts_price_check;"
                        + "6|column \"Kind\"|x|invalid input syntax for type integer: \"x\"");
        database.execute("delete from seedgate.rejects");
    }

    private SeedOutcome run(String keys, String feed) {
        catalog.file("parts.csv", feed)
                .seed("parts", "steps:\n  - copy: { file: parts.csv, into: public.parts, " + keys + " }\n");
        return runs.run(Grants.request("parts", 3)).outcome();
    }

    private String content() throws SQLException {
        String found =
                database.query("select string_agg(concat_ws(' ', sku, price, kind, day), ';' order by sku) from parts");
        return found.equals("null") ? "" : found;
    }
}
