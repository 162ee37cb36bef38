package dev.seedgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The operators' verbs. Tests run without a terminal, so nobody can be asked. */
class OperatorVerbsTest {
    private static final String CLUSTER = """
            {"cluster":"main","databases":["shop"],"maxConnections":25,"superuserReserved":3,"reserved":0,
             "classes":[{"name":"api","reservation":2,"observed":2}],"unclassified":0,"headroom":1,"budget":8,
             "charged":2,"free":6,"largestPossible":8,"observationAge":"PT0.4S","enforcement":"tag",
             "use":{"used":18,"percent":72,"level":"warn","warnPercent":70,"criticalPercent":85,"crowded":false},
             "seeds":{"queued":3,"running":1,"retrying":1,"held":2},"bids":5,"workers":3,"tokens":1%s}
            """;

    private static final String HOLD = """
            ,"hold":{"by":"ada@desk","reason":"noon","since":"2026-01-01T12:00:00Z"}""";

    private static final String TOKEN = """
            {"token":"main-17","fence":17,"cluster":"main","state":"active","request":"r-1","seed":"meyer",
             "database":"shop","worker":"worker-1","connections":2}""";

    private static final String KILLED = """
            {"cluster":"main","dryRun":%s,"allGone":%s,"lookedAgain":true,"refused":[%s],
             "tokens":[{"token":%s,"sessions":[{"pid":41,"fate":"%s"},{"pid":42,"fate":"%s"}],"charged":%s%s}]}
            """;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final StubServer server = new StubServer();

    @BeforeEach
    void knowTheCluster() {
        server.answering("GET /v1/clusters", 200, "{\"clusters\":[" + CLUSTER.formatted("") + "]}");
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ok       |               | OK: cluster main       | 0
            warn     | use-warn      | WARN: cluster main     | 1
            critical | use-critical  | CRITICAL: cluster main | 2
            critical | database-away | UNKNOWN: cluster main  | 3
            """)
    void aCheckEndsAsMonitoringPlugInsDo(String status, String kind, String verdict, int exitCode) {
        String problem =
                kind == null ? "" : "{\"kind\":\"" + kind + "\",\"severity\":\"" + status + "\",\"text\":\"what\"}";
        checked(status, problem);

        assertThat(run("check-connections")).isEqualTo(exitCode);
        assertThat(out.toString()).startsWith(verdict);
    }

    @Test
    void aCheckShowsWhatIsWrongAndWhoHasWhat() {
        checked("warn", "{\"kind\":\"use-warn\",\"severity\":\"warn\",\"text\":\"18 of 25 are in use\"}");

        assertThat(run("check-connections", "--cluster", "main")).isEqualTo(ExitCode.CHECK_WARN);
        assertThat(out.toString())
                .contains("18 of 25 connections in use (72 %), tokens hold 2 of 8, seen 0.4 s ago, enforced by tag")
                .containsPattern("WARN +18 of 25 are in use")
                .containsPattern("WHO +RESERVED +IN USE +% OF 25")
                .containsPattern("api +2 +2 +8.0")
                .containsPattern("main-17 +active +2 +2 +meyer +shop +worker-1 +17.0 s +41 42")
                .containsPattern("43 +nobody known +psql +1 h 0 min");
    }

    @Test
    void aChecksJsonHasOneShapeWhateverBecomesOfIt() {
        checked("ok", "");
        assertThat(run("check-connections", "--json")).isZero();
        assertThat(out.toString()).contains("\"status\" : \"ok\"", "\"checks\" : [ {");

        out.getBuffer().setLength(0);
        server.close();
        assertThat(run("check-connections", "--json")).isEqualTo(ExitCode.CHECK_UNKNOWN);
        assertThat(out.toString())
                .contains("\"status\" : \"unknown\"", "\"error\" : \"No admission", "\"checks\" : [ ]");
    }

    @ParameterizedTest
    @CsvSource({"--watsch", "--cluster"})
    void wrongArgumentsOfACheckAreNotTakenForSomethingCritical(String argument) {
        assertThat(run("check-connections", argument)).isEqualTo(ExitCode.CHECK_UNKNOWN);
    }

    @Test
    void nobodyIsKilledWhereNobodyCanBeAsked() {
        assertThat(run("kill-seeds")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("say --yes, or --dry-run");
        assertThat(server.requests()).noneMatch(request -> request.asked().startsWith("POST"));
    }

    @Test
    void aDryRunSaysWhatWouldBeEnded() {
        killed(200, KILLED.formatted("true", "false", "", TOKEN, "would-end", "would-end", "true", ""));

        assertThat(run("kill-seeds", "--dry-run", "--by", "ada")).isZero();
        assertThat(posted()).isEqualTo("{\"hold\":false,\"dryRun\":true,\"by\":\"ada\"}");
        assertThat(out.toString())
                .contains("Would end 2 sessions of 1 token in cluster main")
                .containsPattern("main-17 +active +meyer +shop +worker-1 +2 +41 42");
    }

    @Test
    void aKillReportsPerProcessAndSaysHowToGoOn() {
        killed(200, KILLED.formatted("false", "true", "", TOKEN, "gone", "gone", "false", ""));

        assertThat(run("kill-seeds", "main-17", "--yes", "--by", "ada", "--reason", "too slow"))
                .isZero();
        assertThat(posted())
                .isEqualTo("{\"tokens\":[\"main-17\"],\"hold\":false,\"dryRun\":false,\"by\":\"ada\","
                        + "\"reason\":\"too slow\"}");
        assertThat(out.toString())
                .contains("Gone from cluster main, as PostgreSQL shows: 2 sessions of 1 token.")
                .containsPattern("main-17 +meyer +shop +worker-1 +41 42 +- +free")
                .contains("What ran under them is held.", "seedctl resume");
    }

    @Test
    void whatIsLeftOrRefusedIsSaidAndIsAFailure() {
        String refusal = "{\"name\":\"mian-17\",\"why\":\"there is no such token\"}";
        killed(
                202,
                KILLED.formatted(
                        "false", "false", refusal, TOKEN, "gone", "left", "true", ",\"note\":\"it will not go\""));

        assertThat(run("kill-seeds", "main-17", "mian-17", "--yes")).isEqualTo(ExitCode.FAILED);
        assertThat(out.toString())
                .contains("Refused mian-17: there is no such token", "LEFT in cluster main: 1 session; gone: 1.")
                .containsPattern("main-17 +meyer +shop +worker-1 +41 +42 +still charged")
                .contains("main-17: it will not go");
    }

    @Test
    void aRefusalAloneIsAFailureToo() {
        String refusal = "{\"name\":\"mian-17\",\"why\":\"there is no such token\"}";
        killed(200, KILLED.formatted("false", "true", refusal, TOKEN, "gone", "gone", "false", ""));

        assertThat(run("kill-seeds", "main-17", "mian-17", "--yes")).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void whereNothingRunsThereIsNothingToEnd() {
        killed(200, """
                {"cluster":"main","dryRun":false,"allGone":true,"lookedAgain":true,"refused":[],"tokens":[]}""");

        assertThat(run("kill-seeds", "--yes")).isZero();
        assertThat(out.toString()).isEqualToIgnoringNewLines("No token is out in cluster main: nothing to end.");
    }

    @Test
    void holdSaysWhoHoldsItAndWhatGoesOn() {
        server.answering("POST /v1/clusters/main/hold", 200, CLUSTER.formatted(HOLD));

        assertThat(run("hold", "--by", "bob", "--reason", "later")).isZero();
        assertThat(posted()).isEqualTo("{\"by\":\"bob\",\"reason\":\"later\"}");
        assertThat(out.toString())
                .contains(
                        "held by ada@desk since", ": noon. Nothing more is granted; what runs goes on (1 token, 2 conn")
                .contains("seedctl resume");
    }

    @Test
    void resumeSaysWhatRunsAndWaits() {
        server.answering("POST /v1/clusters/main/resume", 200, CLUSTER.formatted(""));

        assertThat(run("resume")).isZero();
        assertThat(posted()).contains("\"by\":\"" + System.getProperty("user.name") + "@");
        assertThat(out.toString()).contains("Cluster main: granting goes on. 1 seed running, 4 waiting.");
    }

    @Test
    void whatIsNotDecidedYetIsNotSaidToBeRefused() {
        server.answering("POST /v1/clusters/main/resume", 503, """
                {"type":"urn:seedgate:problem:not-decided","title":"It is not decided yet","status":503}""");

        assertThat(run("resume")).isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(err.toString()).contains("It is not decided yet").doesNotContain("Nothing was accepted");
    }

    @Test
    void severalClustersMustBeToldApart() {
        String other = CLUSTER.formatted("").replace("\"main\"", "\"other\"");
        server.answering("GET /v1/clusters", 200, "{\"clusters\":[" + CLUSTER.formatted("") + "," + other + "]}");

        assertThat(run("hold")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("Which cluster? There are main, other: say --cluster C.");
    }

    @Test
    void statusSaysThatAClusterIsHeldAndHowFullItIs() {
        server.answering("GET /v1/clusters", 200, "{\"clusters\":[" + CLUSTER.formatted(HOLD) + "]}");
        for (String state : List.of("running", "queued", "retrying", "held")) {
            server.answering("GET /v1/seeds?limit=1000&state=" + state, 200, "{\"seeds\":[],\"total\":0}");
        }

        assertThat(run("status")).isZero();
        assertThat(out.toString())
                .contains("HELD by ada@desk for", ": noon; nothing is granted until")
                .contains("WARN: 18 of 25 connections are in use, 72 %");
    }

    @Test
    void statusSaysThatTheDatabaseIsAway() {
        server.answering(
                "GET /v1/clusters", 200, "{\"clusters\":[" + CLUSTER.formatted(",\"unreachable\":\"refused\"") + "]}");
        for (String state : List.of("running", "queued", "retrying", "held")) {
            server.answering("GET /v1/seeds?limit=1000&state=" + state, 200, "{\"seeds\":[],\"total\":0}");
        }

        assertThat(run("status")).isZero();
        assertThat(out.toString())
                .contains("DATABASE AWAY, last seen 0.4 s ago; nothing is granted: refused")
                .doesNotContain("WARN:");
    }

    private void checked(String status, String problems) {
        String check = """
            {"status":"%s","problems":[%s],"cluster":%s,
             "consumers":[{"name":"api","reserved":2,"used":2,"percent":8.0},
                          {"name":"tokens","reserved":8,"used":2,"percent":8.0}],
             "tokens":[{"token":%s,"sessions":2,"pids":[41,42],"age":"PT17S"}],
             "idleInTransaction":[{"pid":43,"applicationName":"psql","idle":"PT1H"}]}
            """.formatted(status, problems, CLUSTER.formatted(""), TOKEN);
        server.answering("GET /v1/clusters/main/check", 200, check);
    }

    private void killed(int status, String report) {
        server.answering("POST /v1/clusters/main/kill-seeds", status, report);
    }

    private String posted() {
        return server.requests().stream()
                .filter(request -> request.asked().startsWith("POST"))
                .map(StubServer.Request::body)
                .findFirst()
                .orElseThrow();
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
