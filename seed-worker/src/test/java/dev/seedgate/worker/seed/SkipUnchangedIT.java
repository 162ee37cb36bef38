package dev.seedgate.worker.seed;

import static dev.seedgate.worker.support.FeedServer.status;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seedgate.localstack.SharedLocalStack;
import dev.seedgate.protocol.RejectedRow;
import dev.seedgate.protocol.Reply.Grant;
import dev.seedgate.protocol.SeedOutcome;
import dev.seedgate.protocol.SeedOutcome.Failed;
import dev.seedgate.protocol.SeedOutcome.Succeeded;
import dev.seedgate.protocol.SeedRequest;
import dev.seedgate.protocol.SkipReason;
import dev.seedgate.worker.support.FeedServer;
import dev.seedgate.worker.support.Grants;
import dev.seedgate.worker.support.TestCatalog;
import dev.seedgate.worker.support.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a run does nothing because nothing has changed, and when it must not do so. */
class SkipUnchangedIT {
    private static final Succeeded SKIPPED = new Succeeded(0, false, 0, SkipReason.UNCHANGED);
    /** However many rows it wrote: an upsert writes none that is there as it comes. */
    private static final Succeeded RAN = new Succeeded(1, false);

    private static final byte[] PARTS = bytes("sku,price\na,1\n");

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
        database.execute("drop table if exists parts; create table parts (sku text primary key, price numeric);"
                + " do $$ begin if to_regclass('seedgate.feed_state') is not null then"
                + " delete from seedgate.feed_state; end if; end $$");
        catalog = new TestCatalog(folder).file("parts.csv", "sku,price\na,1\n");
        runs = new SeedRuns(folder, database.settings());
        seed("file: parts.csv");
    }

    @Test
    void theSameFeedIsLoadedOnceAndThenSkipped() throws Exception {
        SeedRequest first = request();
        assertThat(run(first)).isEqualTo(RAN);
        SeedRequest second = request();
        assertThat(run(second)).isEqualTo(SKIPPED);

        assertThat(runs.run(second).outcome())
                .as("a second delivery does nothing either, and says the same")
                .isEqualTo(new Succeeded(0, true, 0, SkipReason.UNCHANGED));
        assertThat(database.query("select rows || ' ' || skipped from seedgate.seed_history where request = '"
                        + second.id() + "'"))
                .isEqualTo("0 true");
        assertThat(database.query("select count(*) from seedgate.token_fence")).isEqualTo("0");
        assertThat(runs.log())
                .contains(
                        "RUN not skipped: there is no success to compare with",
                        "RUN skipped: definition, parameters and feeds are those of the last success",
                        "END succeeded without doing anything, because nothing has changed since it last succeeded");
    }

    @Test
    void whateverHasChangedIsRun() throws Exception {
        assertThat(run(request())).isEqualTo(RAN);

        catalog.file("parts.csv", "sku,price\na,2\n");
        assertThat(run(request())).as("another feed").isEqualTo(RAN);
        assertThat(run(request())).isEqualTo(SKIPPED);

        assertThat(run(request(Map.of("day", "2")))).as("other parameters").isEqualTo(RAN);
        assertThat(run(request())).as("the last run had others").isEqualTo(RAN);

        database.execute("truncate parts");
        assertThat(run(request())).as("an empty table").isEqualTo(RAN);
        database.execute("drop table parts; create table parts (sku text primary key, price numeric)");
        assertThat(run(request())).as("a new table").isEqualTo(RAN);

        database.execute("update parts set price = 9");
        assertThat(run(request())).as("what others write is not seen").isEqualTo(SKIPPED);
        assertThat(run(request().forced())).as("but can be mended").isEqualTo(RAN);
        assertThat(database.query("select price from parts")).isEqualTo("2");
        assertThat(run(request())).isEqualTo(SKIPPED);
    }

    @Test
    void aSuccessThatNotedNothingIsNotPassedOver() throws Exception {
        assertThat(run(request())).isEqualTo(RAN);

        catalog.seed("parts", "steps: [{ sql: { inline: \"delete from parts\" } }]");
        assertThat(run(request())).isEqualTo(RAN);
        seed("file: parts.csv");

        assertThat(run(request())).as("the definition is the first one again").isEqualTo(RAN);
    }

    @Test
    void aRunThatFailedCountsForNothing() throws Exception {
        assertThat(run(request())).isEqualTo(RAN);
        catalog.file("parts.csv", "sku,price\na,x\n");
        assertThat(runs.run(request()).outcome()).isInstanceOf(Failed.class);
        assertThat(runs.run(request()).outcome()).isInstanceOf(Failed.class);

        catalog.file("parts.csv", "sku,price\na,1\n");
        assertThat(run(request())).as("that is what was loaded last").isEqualTo(SKIPPED);
    }

    @Test
    void oneChangedFileOfSeveralIsEnough() throws Exception {
        catalog.file("a.gzip.csv", "sku,price\nb,1\n");
        seed("files: \"*.csv\"");
        assertThat(run(request())).isEqualTo(RAN);
        assertThat(database.query("select count(*) from parts")).isEqualTo("2");
        assertThat(run(request())).isEqualTo(SKIPPED);

        catalog.file("b.csv", "sku,price\nc,1\n");
        assertThat(run(request())).as("a file that was added").isEqualTo(RAN);
        assertThat(database.query("select count(*) from parts")).isEqualTo("3");
    }

    @Test
    void aWebServerIsAskedByWhatItGave() throws Exception {
        try (var server = new FeedServer(PARTS)) {
            seed("url: " + server.url("/p.csv"));
            assertThat(run(request())).isEqualTo(RAN);
            assertThat(run(request())).isEqualTo(SKIPPED);
            assertThat(run(request().forced())).isEqualTo(RAN);
            server.header("ETag", "W/\"two\"");
            assertThat(run(request())).as("another version").isEqualTo(RAN);
            assertThat(run(request())).as("a weak one says enough").isEqualTo(SKIPPED);
            server.withoutConditions();
            assertThat(run(request())).as("the same version, sent again").isEqualTo(SKIPPED);

            assertThat(server.requests())
                    .containsExactly(
                            "/p.csv",
                            "/p.csv \"one\"",
                            "/p.csv",
                            "/p.csv \"one\"",
                            "/p.csv",
                            "/p.csv W/\"two\"",
                            "/p.csv W/\"two\"");
        }
    }

    @Test
    void aTimeTellsVersionsApartWhenItsSecondIsOverAndOtherwiseTheContentDoes() throws Exception {
        try (var server = new FeedServer(PARTS)) {
            seed("url: " + server.url("/p.csv"));
            server.header("ETag", null).header("Last-Modified", "Thu, 01 Jan 2026 00:00:00 GMT");
            assertThat(run(request())).isEqualTo(RAN);
            assertThat(run(request())).isEqualTo(SKIPPED);
            server.header("Last-Modified", "Fri, 01 Jan 2100 00:00:00 GMT");
            assertThat(run(request())).isEqualTo(RAN);
            assertThat(run(request())).as("a time that proves nothing: read").isEqualTo(SKIPPED);
            server.header("Last-Modified", null);
            assertThat(run(request())).as("nothing to go by: read").isEqualTo(SKIPPED);
            server.change(bytes("sku,price\na,7\n"));
            assertThat(run(request())).isEqualTo(RAN);

            assertThat(server.requests())
                    .containsExactly(
                            "/p.csv",
                            "/p.csv Thu, 01 Jan 2026 00:00:00 GMT",
                            "/p.csv Thu, 01 Jan 2026 00:00:00 GMT",
                            "/p.csv",
                            "/p.csv",
                            "/p.csv",
                            "/p.csv",
                            "/p.csv");
        }
    }

    @Test
    void aVersionIsOfOneAddressOnly() throws Exception {
        try (var server = new FeedServer(PARTS)) {
            seed("url: " + server.url("/latest.csv"));
            server.then(status(302, "Location", "/monday.csv"));
            assertThat(run(request())).isEqualTo(RAN);
            server.then(status(302, "Location", "/monday.csv"));
            assertThat(run(request())).isEqualTo(SKIPPED);
            server.then(status(302, "Location", "/tuesday.csv"));
            assertThat(run(request())).as("the same ETag of another file").isEqualTo(RAN);

            assertThat(server.requests())
                    .containsExactly(
                            "/latest.csv",
                            "/monday.csv",
                            "/latest.csv",
                            "/monday.csv \"one\"",
                            "/latest.csv",
                            "/tuesday.csv",
                            "/latest.csv");
        }
    }

    @Test
    void rowsThatWerePutAsideAreSaidBeforeTheCommitAndAgainByWhoeverFindsThem() throws Exception {
        catalog.file("parts.csv", "sku,price\na,1\nb,x\nc\n");
        catalog.seed("parts", """
                steps:
                  - copy: { file: parts.csv, into: public.parts, mode: insert, onError: reject, maxRejects: 2 }
                """);
        SeedRequest request = Grants.request("parts");
        Grant first = SeedRuns.grant(request);
        assertThat(runs.run(first).outcome()).isEqualTo(new Succeeded(1, false, 2));

        List<RejectedRow> expected = List.of(
                row(first, 1, 3, "column \"price\"", "x", "invalid input syntax for type numeric: \"x\""),
                row(
                        first,
                        2,
                        4,
                        null,
                        null,
                        "has 1 field, but the header has 2: \"c\"; is a quote or a delimiter missing?"));
        assertThat(runs.rejected()).isEqualTo(expected);
        assertThat(database.query("select rejected from seedgate.seed_history where request = '" + request.id() + "'"))
                .isEqualTo("2");

        assertThat(runs.run(SeedRuns.grant(request)).outcome()).isEqualTo(new Succeeded(1, true, 2));
        assertThat(runs.rejected()).hasSize(4);
        database.execute("delete from seedgate.rejects");
    }

    private static RejectedRow row(
            Grant grant, int number, int line, @Nullable String column, @Nullable String value, String reason) {
        return new RejectedRow(
                grant.request().id(), grant.token(), number, 1, "parts.csv", line, column, value, reason);
    }

    private SeedOutcome run(SeedRequest request) {
        SeedOutcome outcome = runs.run(request).outcome();
        return outcome instanceof Succeeded done && done.skipped() == null
                ? new Succeeded(RAN.rows(), done.alreadyApplied(), done.rejected(), null)
                : outcome;
    }

    private void seed(String from) {
        catalog.seed("parts", """
                skipUnchanged: true
                parameters: { day: { type: string, default: "1" } }
                steps:
                  - sql: { inline: "select 1" }
                  - copy: { %s, into: public.parts, mode: upsert, key: [sku] }
                """.formatted(from));
    }

    private static SeedRequest request() {
        return request(Map.of());
    }

    private static SeedRequest request(Map<String, String> parameters) {
        SeedRequest any = Grants.request("parts");
        return new SeedRequest(
                UUID.randomUUID().toString(),
                any.cluster(),
                any.database(),
                any.seed(),
                any.connections(),
                any.maxAttempts(),
                any.timeout(),
                parameters,
                any.scheduling(),
                any.acceptedAt());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
