package dev.seedgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerbsTest {
    private static final String CATALOG = """
            {"seeds":[
              {"name":"meyer","description":"Meyer's prices","definitionVersion":"9f86d081884c","connections":2,"maxConnections":8,
               "labels":[],"timeout":"PT1H30M","concurrencyKey":"meyer","skipUnchanged":true,
               "parameters":[{"name":"since","type":"string","required":true,"description":"first day"},
                 {"name":"dry","type":"boolean","required":false,"default":"false","description":""}]},
              {"name":"omix","description":"","definitionVersion":"a1b2c3d4e5f6","connections":1,"labels":[],"timeout":"PT30M",
               "skipUnchanged":false,"parameters":[]}],
             "refused":"omix.yaml:1:1: is empty"}
            """;
    private static final String SEED = """
            {"id":"r-1","state":"%s","cluster":"main","database":"shop","seed":"meyer","connections":2,"priority":500,
             "attempt":1,"maxAttempts":3,"interruptions":0,"parameters":{}%s}
            """;

    private static final String CLUSTER = """
            {"clusters":[{"cluster":"main","databases":["shop"],"maxConnections":25,"superuserReserved":3,"reserved":0,
             "classes":[{"name":"api","reservation":2,"observed":3},{"name":"studio","reservation":2,"observed":0},
                        {"name":"agent","reservation":1,"observed":1}],
             "unclassified":0,"headroom":1,"budget":7,"charged":2,"free":5,"largestPossible":8,
             "seeds":{"queued":1,"running":1,"retrying":0},"bids":5,"workers":3,"tokens":1}]}
            """;

    private static final String PLAN = """
            {"cluster":"main","maxConnections":25,"p95Wait":"PT2M",
             "advice":{"verdict":"take-plan","what":"Professional 1","confidence":"fair",
               "why":"take Professional 1: the cheapest that grants the wish",
               "sure":"confidence is fair: 20 waits in 1 day"},
             "history":{"from":"2026-01-05T00:00:00Z","to":"2026-01-06T00:00:00Z","requests":20,"runs":20},
             "validation":{"requests":20,"measured":{"median":"PT4M","p95":"PT9M","longest":"PT9M"},
               "foretold":{"median":"PT4M1S","p95":"PT8M58S","longest":"PT9M"},"medianError":"PT1S","p95Error":"PT2S"},
             "options":[
               {"kind":"stay","maxConnections":25,"plan":"Basic","price":15,
                "waits":{"median":"PT4M","p95":"PT9M","longest":"PT9M"},"makespan":"PT10M",
                "neverStarted":0,"slowed":0,"meets":false,"meetsForSure":false,"fitsOthers":true},
               {"kind":"connections","what":"half the connections for each seed","maxConnections":25,"plan":"Basic","price":15,
                "waits":{"median":"PT0S","p95":"PT2M","longest":"PT2M"},"makespan":"PT10M",
                "neverStarted":0,"slowed":20,"meets":true,"meetsForSure":false,"fitsOthers":true},
               {"kind":"plan","what":"Small","maxConnections":20,"plan":"Small","price":9.5,
                "waits":{"median":"PT0S","p95":"PT2M","longest":"PT2M"},"makespan":"PT10M",
                "neverStarted":1,"slowed":0,"meets":false,"meetsForSure":false,"fitsOthers":false},
               {"kind":"plan","what":"Professional 1","maxConnections":97,"plan":"Professional 1","price":60,
                "waits":{"median":"PT0S","p95":"PT0S","longest":"PT0S"},"makespan":"PT1M",
                "neverStarted":0,"slowed":0,"meets":true,"meetsForSure":true,"fitsOthers":true}],
             "classes":[{"name":"api","reservation":2,"peak":3,"usual":1,"beyond":"PT1M"}],
             "hours":[{"hour":0,"average":1.5,"peak":4}],
             "notes":["A note."]}
            """;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    private final StubServer server = new StubServer();

    @AfterEach
    void stopServer() {
        server.close();
    }

    @Test
    void submitPostsWhatWasSaidAndNothingElse() {
        server.answering("POST /v1/seeds", 202, SEED.formatted("accepted", ""));

        int status =
                run("submit", "meyer", "--database", "shop", "--parameter", "day=monday", "--idempotency-key", "k1");

        assertThat(status).isEqualTo(ExitCode.OK);
        assertThat(server.requests())
                .containsExactly(new StubServer.Request(
                        "POST /v1/seeds",
                        "{\"seed\":\"meyer\",\"database\":\"shop\",\"parameters\":{\"day\":\"monday\"}}",
                        "k1"));
        assertThat(out.toString()).contains("r-1 accepted", "watch r-1");
    }

    @Test
    void showsTheKeyThatAFileHoldsAndNeverSaysIt() throws IOException {
        server.answering("GET /v1/tokens", 200, "{\"tokens\":[]}");
        Path key = Files.writeString(folder.resolve("key"), "sgk_secret\n");

        assertThat(run("tokens", "--api-key-file", key.toString())).isEqualTo(ExitCode.OK);
        assertThat(server.authorizations()).isNotEmpty().containsOnly("Bearer sgk_secret");

        Files.writeString(key, "sgk_secret twice");
        assertThat(run("tokens", "--api-key-file", key.toString())).isEqualTo(ExitCode.USAGE);
        assertThat(run("tokens", "--api-key-file", folder.resolve("none").toString()))
                .isEqualTo(ExitCode.USAGE);
        assertThat(err.toString())
                .contains("must hold one API key", "cannot be read")
                .doesNotContain("secret");
    }

    @Test
    void submitMayForceAndTellsWhatWasSkippedOrPutAside() {
        server.answering("POST /v1/seeds", 202, SEED.formatted("accepted", ""))
                .answering("GET /v1/seeds/r-1", 200, SEED.formatted("succeeded", ",\"skipped\":\"unchanged\""));

        assertThat(run("submit", "meyer", "--database", "shop", "--force", "--wait"))
                .isEqualTo(ExitCode.OK);
        assertThat(server.requests().getFirst().body())
                .isEqualTo("{\"seed\":\"meyer\",\"database\":\"shop\",\"force\":true}");
        assertThat(out.toString())
                .contains("r-1 meyer: succeeded, skipped: nothing has changed since it last succeeded, in ");

        server.answering("GET /v1/seeds/r-2", 200, SEED.formatted("succeeded", ",\"rows\":7,\"rejected\":1200"));
        assertThat(run("status", "r-2")).isEqualTo(ExitCode.OK);
        assertThat(out.toString()).containsPattern("put aside +1,200; see them with: \\S+ rejects r-1");
    }

    @Test
    void rejectsPassesTheFileOnAndSaysWhatIsMissing() {
        server.answering("GET /v1/seeds/r-1/rejects", 200, "step,file\r\n1,a.csv\r\n");

        assertThat(run("rejects", "r-1")).isEqualTo(ExitCode.OK);
        assertThat(out.toString()).isEqualTo("step,file\r\n1,a.csv\r\n");

        Path file = folder.resolve("rejects.csv");
        assertThat(run("rejects", "r-1", "--output", file.toString())).isEqualTo(ExitCode.OK);
        assertThat(file).hasContent("step,file\r\n1,a.csv\r\n");
        assertThat(run("rejects", "nobody")).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void submitThatWaitsFailsWhenTheSeedDoes() {
        server.answering("POST /v1/seeds", 202, SEED.formatted("accepted", ""))
                .answering("GET /v1/seeds/r-1", 200, SEED.formatted("dead", ",\"error\":\"line 7 is broken\""));

        assertThat(run("submit", "meyer", "--database", "shop", "--wait")).isEqualTo(ExitCode.FAILED);
        assertThat(out.toString()).contains("r-1 meyer: accepted", "r-1 meyer: dead, line 7 is broken");
    }

    @Test
    void aProblemIsShownWithItsTitleDetailAndField() {
        server.answering("POST /v1/seeds", 400, """
                {"type":"about:blank","title":"No such seed","status":400,"detail":"'meyr' is not in the catalog; did you \
                mean meyer?","field":"seed"}
                """);

        assertThat(run("submit", "meyr", "--database", "shop")).isEqualTo(ExitCode.FAILED);
        assertThat(err.toString())
                .isEqualToIgnoringNewLines(
                        "No such seed: 'meyr' is not in the catalog; did you mean meyer? (field: seed)");
    }

    @Test
    void aServiceThatCannotServeNowHasAStatusOfItsOwn() {
        server.answering("GET /v1/clusters", 503, "{\"title\":\"The broker is away\",\"status\":503}");

        assertThat(run("status")).isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(err.toString()).contains("The broker is away", "Try again");
    }

    @Test
    void somebodyElsesServerIsRecognised() {
        assertThat(run("tokens")).isEqualTo(ExitCode.FAILED);
        assertThat(err.toString()).contains("/v1/tokens answered with status 404", "is an admission service there?");
    }

    @Test
    void aServerThatDoesNotAnswerIsNamedWithWhatToDo() {
        server.close();

        assertThat(run("status")).isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(err.toString()).contains(server.url(), "connection refused", "--server");
    }

    @Test
    void statusShowsTheBudgetAndWhyARequestWaits() {
        String waiting = ",\"waiting\":{\"reason\":\"budget\",\"position\":1,\"startsAt\":\"2026-01-01T00:00:00Z\","
                + "\"text\":\"needs 2 connections, 1 is free\"}";
        server.answering("GET /v1/clusters", 200, CLUSTER)
                .answering("GET /v1/seeds?limit=1000&state=running", 200, page(""))
                .answering("GET /v1/seeds?limit=1000&state=queued", 200, page(SEED.formatted("queued", waiting)))
                .answering("GET /v1/seeds?limit=1000&state=retrying", 200, page(""))
                .answering("GET /v1/seeds?limit=1000&state=held", 200, page(""));

        assertThat(run("status")).isEqualTo(ExitCode.OK);
        assertThat(out.toString())
                .contains("Cluster main (databases: shop), max_connections 25")
                .containsPattern("api +3 +3 +1 more than the 2 reserved: taken from the seeds")
                .containsPattern("seeds +7 +2 +5 free, 1 token, 3 workers")
                .containsPattern("1 +r-1 +meyer +shop +2 +now +needs 2 connections, 1 is free");
    }

    @Test
    void logsSetOffWhatOthersSayAndOneRunFromTheNext() {
        server.answering("GET /v1/seeds/r-1/log", 200, """
                {"complete":false,"lines":[
                 {"token":"main-1","number":1,"at":"2026-01-01T00:00:00Z","kind":"notice","text":"NOTICE: skipping"},
                 {"token":"main-1","number":2,"at":"2026-01-01T00:00:01Z","kind":"end","text":"failed: no"},
                 {"token":"main-2","number":1,"at":"2026-01-01T00:00:07Z","kind":"run","text":"attempt 2 of 3"}]}
                """);

        assertThat(run("logs", "r-1")).isEqualTo(ExitCode.OK);
        assertThat(out.toString().lines().map(line -> line.replaceFirst("^[0-9-]+ [0-9:]+ ", "")))
                .containsExactly(
                        "   | NOTICE: skipping",
                        " failed: no",
                        "",
                        " attempt 2 of 3",
                        "There is more than is shown; topic seed.logs has all of it.");
    }

    @Test
    void jsonIsTheServersOwnAnswer() {
        server.answering("GET /v1/seeds/r-1", 200, "{\"id\":\"r-1\",\"state\":\"queued\",\"new\":{\"field\":1}}");

        assertThat(run("status", "r-1", "--json")).isEqualTo(ExitCode.OK);
        assertThat(out.toString()).contains("\"new\" : {");
    }

    @Test
    void batchReadsAFileAndFillsItsGapsFromTheOptions() throws IOException {
        Path file = Files.writeString(folder.resolve("nightly.yaml"), """
                name: nightly
                seeds:
                  - { seed: meyer, database: shop, connections: 4, priority: high }
                  - seed: omix
                """);
        server.answering("POST /v1/batches", 202, "{\"batch\":\"b-1\",\"seeds\":[]}");

        assertThat(run("batch", file.toString(), "--database", "other", "--priority", "7"))
                .isEqualTo(ExitCode.OK);
        assertThat(server.requests().getFirst().body()).isEqualTo("""
                        {"name":"nightly","seeds":[{"seed":"meyer","database":"shop","connections":4,"priority":750},\
                        {"seed":"omix","database":"other","priority":7}]}""");
    }

    @Test
    void submitSaysWhenItMayStartAndWhoGoesBefore() {
        server.answering("POST /v1/seeds", 202, SEED.formatted("accepted", ""));

        assertThat(run(
                        "submit",
                        "meyer",
                        "--database",
                        "shop",
                        "--priority",
                        "high",
                        "--tenant",
                        "team",
                        "--concurrency-key",
                        "prices",
                        "--after",
                        "r-0,r-9",
                        "--not-before",
                        "2026-02-01T02:00:00Z",
                        "--deadline",
                        "2026-02-01T06:00:00Z",
                        "--label",
                        "big-disk",
                        "--connections",
                        "2..2",
                        "--preemptible"))
                .isEqualTo(ExitCode.OK);

        assertThat(server.requests().getFirst().body())
                .isEqualTo(
                        "{\"seed\":\"meyer\",\"database\":\"shop\",\"connections\":{\"min\":2,\"max\":2},\"priority\":750,\"tenant\":\"team\","
                                + "\"concurrencyKey\":\"prices\",\"after\":[\"r-0\",\"r-9\"],"
                                + "\"notBefore\":\"2026-02-01T02:00:00Z\",\"deadline\":\"2026-02-01T06:00:00Z\","
                                + "\"labels\":[\"big-disk\"],\"preemptible\":true}");
    }

    @Test
    void aRangeOfConnectionsThatIsNoneIsRefused() {
        for (String wrong : new String[] {"8..2", "8-2", "0", "two", "2..", "2-", "-1"}) {
            assertThat(run("submit", "meyer", "--database", "shop", "--connections", wrong))
                    .as(wrong)
                    .isEqualTo(ExitCode.USAGE);
        }

        assertThat(err.toString()).contains("such as 2..8, got: 8..2");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void aPriorityThatIsNoneIsRefused() {
        assertThat(run("submit", "meyer", "--database", "shop", "--priority", "higher"))
                .isEqualTo(ExitCode.USAGE);

        assertThat(err.toString())
                .contains("must be low, normal, high or urgent, or a number from 0 to 1000, got: 'higher'");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void thoseThatAllOthersOfABatchFollowDoNotFollowThemselves() {
        server.answering("POST /v1/batches", 202, "{\"batch\":\"b-1\",\"seeds\":[]}");

        assertThat(run("batch", "schema", "meyer", "--database", "shop", "--after", "schema"))
                .isEqualTo(ExitCode.OK);

        assertThat(server.requests().getFirst().body())
                .isEqualTo("{\"seeds\":[{\"seed\":\"schema\",\"database\":\"shop\"},"
                        + "{\"seed\":\"meyer\",\"database\":\"shop\",\"after\":[\"schema\"]}]}");
    }

    @Test
    void aMisspeltFieldOfABatchFileIsNamed() throws IOException {
        Path file =
                Files.writeString(folder.resolve("b.json"), "{\"seeds\":[{\"seed\":\"meyer\",\"databse\":\"shop\"}]}");

        assertThat(run("batch", file.toString())).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("b.json", "databse");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void aPriorityThatIsNoneIsNamedInABatchFile() throws IOException {
        Path file = Files.writeString(
                folder.resolve("b.yaml"), "seeds: [{ seed: meyer, database: shop, priority: highest }]");

        assertThat(run("batch", file.toString())).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("b.yaml", "priority must be low, normal, high or urgent", "highest");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void cancelGoesOnAfterOneThatIsFinished() {
        server.answering("DELETE /v1/seeds/a", 409, "{\"title\":\"Already finished\",\"status\":409}")
                .answering("DELETE /v1/seeds/b", 202, SEED.formatted("running", ""));

        assertThat(run("cancel", "a", "b")).isEqualTo(ExitCode.FAILED);
        assertThat(err.toString()).contains("a: Already finished");
        assertThat(out.toString()).contains("asked to cancel; it was running");
    }

    @Test
    void retryGoesOnAfterOneThatHasNotEnded() {
        server.answering("POST /v1/seeds/a/retry", 409, """
                        {"title":"The seed cannot be retried","status":409,"detail":"a has not ended, it is running"}""")
                .answering("POST /v1/seeds/b/retry", 202, SEED.formatted("queued", ""));

        assertThat(run("retry", "a", "b")).isEqualTo(ExitCode.FAILED);
        assertThat(err.toString()).contains("a: The seed cannot be retried: a has not ended, it is running");
        assertThat(out.toString()).contains("r-1 meyer: retried; it is queued");
    }

    @Test
    void catalogSaysWhatCanBeSubmittedAndOfOneSeedWhatItTakes() throws Exception {
        server.answering("GET /v1/catalog", 200, CATALOG);

        assertThat(run("catalog")).isEqualTo(ExitCode.OK);
        assertThat(out.toString())
                .containsPattern("meyer +2 to 8 +1h30m +since dry +Meyer's prices")
                .containsPattern("omix +1 +30m")
                .contains("is not used as it is now: omix.yaml:1:1: is empty");

        out.getBuffer().setLength(0);
        assertThat(run("catalog", "meyer")).isEqualTo(ExitCode.OK);
        assertThat(out.toString())
                .contains("since: string, required; first day", "dry: boolean, default false")
                .containsPattern("key +meyer");

        out.getBuffer().setLength(0);
        assertThat(run("catalog", "omix", "--json")).isEqualTo(ExitCode.OK);
        assertThat(new JsonMapper().readTree(out.toString()).path("name").asText())
                .isEqualTo("omix");

        assertThat(run("catalog", "mayer")).isEqualTo(ExitCode.FAILED);
        assertThat(err.toString()).contains("has no seed mayer; did you mean meyer?");
    }

    @Test
    void schedulesSayWhenTheyAreDueAndWhyNothingWasPosted() {
        server.answering("GET /v1/schedules", 200, """
                {"schedules":[{"name":"nightly","cron":"0 2 * * *","zone":"Europe/Berlin","missed":"skip","seeds":["meyer"],
                  "next":["2026-02-02T01:00:00Z","2026-02-03T01:00:00Z","2026-02-04T01:00:00Z"],
                  "last":{"at":"2026-02-01T01:00:00Z","fate":"left-out","text":"nightly-7 was unfinished then"},
                  "lastBatch":{"batch":"nightly-7","postedAt":"2026-01-31T01:00:00Z","states":{"running":1,"dead":2}}}]}
                """);

        assertThat(run("schedules")).isEqualTo(ExitCode.OK);
        assertThat(out.toString())
                .containsPattern(
                        "nightly +0 2 \\* \\* \\* +Europe/Berlin +2026-02-01 02:00 +left-out: nightly-7 was unfinished"
                                + " then +nightly-7: 2 dead, 1 running +2026-02-02 02:00, 2026-02-03 02:00, 2026-02-04 02:00");
    }

    @Test
    void planSaysWhatToDoFirstAndThenWhatThatRestsOn() {
        server.answering("GET /v1/clusters/main/plan?days=30&p95Wait=2m", 200, PLAN);

        assertThat(run("plan", "--cluster", "main", "--days", "30", "--p95-wait", "2m"))
                .isEqualTo(ExitCode.OK);
        assertThat(out.toString().lines())
                .startsWith(
                        "main: take Professional 1: the cheapest that grants the wish",
                        "confidence is fair: 20 waits in 1 day")
                .anyMatch(line -> line.matches("as it is +25 +15 +4 min 0 s +9 min 0 s +9 min 0 s +10 min 0 s +no"))
                .anyMatch(line -> line.matches("half the connections.* 25 +15 .* perhaps, lengths guessed"))
                .anyMatch(line -> line.matches("Small +20 +9.5 .* others lack room"))
                .anyMatch(line -> line.matches("Professional 1 +97 +60 .* yes"))
                .anyMatch(line -> line.matches("measured +4 min 0 s +9 min 0 s +9 min 0 s"))
                .anyMatch(line -> line.matches("off by +1.0 s +2.0 s +-"))
                .anyMatch(line -> line.matches("api +2 +3 +1 +1 min 0 s"))
                .contains("  00   1.5/4", "A note.");
    }

    @Test
    void listAsksForWhatTheOptionsSay() {
        server.answering("GET /v1/seeds?state=dead", 200, page(SEED.formatted("dead", ",\"worker\":\"w-1\"")));

        assertThat(run("list", "--state", "dead")).isEqualTo(ExitCode.OK);
        assertThat(out.toString()).containsPattern("r-1 +dead +meyer +shop +2 +1/3");
    }

    private static String page(String seed) {
        return "{\"seeds\":[" + seed + "],\"total\":" + (seed.isEmpty() ? 0 : 1) + "}";
    }

    private int run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--server", server.url()));
        return Seedctl.commandLine(Map.of("XDG_CONFIG_HOME", "/nowhere"))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all.toArray(new String[0]));
    }
}
