package dev.seedgate.worker.seed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.seedgate.localstack.SharedLocalStack;
import dev.seedgate.protocol.Reply.Grant;
import dev.seedgate.protocol.SeedOutcome.Failed;
import dev.seedgate.protocol.SeedOutcome.GivenBack;
import dev.seedgate.protocol.SeedOutcome.Succeeded;
import dev.seedgate.protocol.SeedRequest;
import dev.seedgate.protocol.TokenTag;
import dev.seedgate.worker.config.DatabaseSettings;
import dev.seedgate.worker.stop.StopCause;
import dev.seedgate.worker.stop.StopSignal;
import dev.seedgate.worker.support.ForeignClient;
import dev.seedgate.worker.support.Grants;
import dev.seedgate.worker.support.ServerCertificate;
import dev.seedgate.worker.support.TestCatalog;
import dev.seedgate.worker.support.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Seeds with commands in them, with real processes on a real PostgreSQL and without a broker. */
class ExecStepIT {
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private TestDatabase database;
    private TestCatalog catalog;
    private SeedRuns runs;

    @BeforeEach
    void prepare() throws SQLException {
        database = TestDatabase.create(SharedLocalStack.get().postgres());
        database.execute("create table work (what text)");
        catalog = new TestCatalog(folder);
        runs = new SeedRuns(folder, database.settings());
    }

    @Test
    void stepsSeeEachOthersWorkOnATokenOfOneConnection() throws Exception {
        catalog.seed("mixed", """
                connections: 1
                steps:
                  - sql: { inline: "insert into work values ('before')" }
                  - exec:
                      command: %s
                  - sql: { inline: "insert into work select 'after ' || count(*) from work" }
                """.formatted(ForeignClient.command("run", """
                insert into work select 'seen ' || count(*) from work;
                insert into work select 'fence ' || (revoked_at is null) from seedgate.token_fence""")));

        RunResult result = run(Grants.request("mixed", 1));

        assertThat(result).isEqualTo(new RunResult(new Succeeded(2, false), true));
        assertThat(work()).isEqualTo("after 3, before, fence true, seen 1");
        assertThat(database.query("select rows from seedgate.seed_history")).isEqualTo("2");
        assertThat(database.query("select count(*) from seedgate.token_fence")).isEqualTo("0");
        assertThat(runs.lastProgress().step()).isEqualTo(3);
    }

    @Test
    void aPoolOfTenOnATokenOfTwoRunsMoreSlowly() throws Exception {
        catalog.seed("pool", "steps:\n  - exec:\n      command: " + ForeignClient.command("pool", "10") + "\n");
        Grant grant = SeedRuns.grant(Grants.request("pool"));
        String tag = new TokenTag("test", grant.token()).applicationName();
        var most = new AtomicInteger();

        CompletableFuture<RunResult> running = runs.start(grant);
        while (!running.isDone()) {
            most.accumulateAndGet(database.sessions(tag), Math::max);
        }

        assertThat(running.get()).isEqualTo(new RunResult(new Succeeded(0, false), true));
        assertThat(most).hasValue(2);
        assertThat(database.sessions(tag)).isZero();
        assertThat(database.query("select count(*) from work")).isEqualTo("100");
    }

    @Test
    void aCommandGetsTheTokenAndTheParametersAndNotOurSecrets() throws Exception {
        catalog.seed("told", """
                parameters:
                  since: { type: string, default: "2026-01-31" }
                steps:
                  - exec:
                      command: [sh, -c, "env | sort > told; pwd >> told"]
                      directory: app
                      environment: { BATCH: 500 }
                """).file("app/readme", "");
        Grant grant = SeedRuns.grant(Grants.request("told"));

        assertThat(runs.run(grant).outcome()).isEqualTo(new Succeeded(0, false));

        List<String> told = Files.readAllLines(folder.resolve("app/told"));
        assertThat(told)
                .contains(
                        "SEEDGATE_TOKEN=" + grant.token(),
                        "SEEDGATE_FENCE=" + grant.fence(),
                        "SEEDGATE_CONNECTIONS=2",
                        "SEEDGATE_PARAM_SINCE=2026-01-31",
                        "BATCH=500",
                        "PGDATABASE=" + database.name(),
                        "PGAPPNAME=sg:test:" + grant.token())
                .anyMatch(line -> line.matches("DATABASE_URL=postgresql://\\w+:\\w+@127\\.0\\.0\\.1:\\d+/"
                        + database.name() + "\\?connection_limit=2&pool_timeout=0"))
                .last()
                .isEqualTo(folder.resolve("app").toRealPath().toString());
        assertThat(told)
                .noneMatch(line -> line.contains("=" + database.settings().password()));
    }

    @Test
    void aCommandThatFailsIsToldOfAndWhatStoodBeforeItIsNotAppliedAgain() throws Exception {
        catalog.seed("moody", """
                steps:
                  - sql: { inline: "insert into work values ('before')" }
                  - exec: { command: [sh, -c, "echo looking; test -f ready || { echo not ready >&2; exit 3; }"] }
                  - sql: { inline: "insert into work values ('after')" }
                """);
        SeedRequest request = Grants.request("moody");

        RunResult first = run(request);
        String workOfFirst = work();
        catalog.file("ready", "");
        RunResult second = run(request);
        RunResult third = run(request);

        String name = "sh -c echo looking; test -f ready || { echo not ready >&2; exit 3; }";
        assertThat(first)
                .isEqualTo(new RunResult(
                        new Failed(
                                "moody.yaml:3: " + name + " ended with status 3. The end of what it said:\n  looking\n"
                                        + "  not ready",
                                true),
                        true));
        assertThat(workOfFirst).isEqualTo("before");
        assertThat(second).isEqualTo(new RunResult(new Succeeded(2, false), true));
        assertThat(third).isEqualTo(new RunResult(new Succeeded(2, true), true));
        assertThat(work()).isEqualTo("after, before");
        assertThat(database.query("select count(*) from seedgate.token_fence")).isEqualTo("0");
    }

    @Test
    void anotherVersionOfTheDefinitionDoesNotGoOnWhereTheFirstStopped() throws Exception {
        String yaml = """
                steps:
                  - sql: { inline: "insert into work values ('before')" }
                  - exec: { command: ["%s"] }
                """;
        catalog.seed("changed", yaml.formatted("false"));
        SeedRequest request = Grants.request("changed");
        assertThat(run(request).outcome()).isInstanceOf(Failed.class);
        catalog.seed("changed", yaml.formatted("true"));

        assertThat(run(request).outcome()).isInstanceOfSatisfying(Failed.class, failed -> {
            assertThat(failed.error())
                    .startsWith("what stands before a command of the seed changed was committed for this request by"
                            + " version ");
            assertThat(failed.retryable()).isFalse();
        });
    }

    @Test
    void aProgramThatIsNotThereFailsForGood() {
        catalog.seed("missing", "steps:\n  - exec: { command: [no-such-program] }\n");

        assertThat(run(Grants.request("missing")).outcome()).isInstanceOfSatisfying(Failed.class, failed -> {
            assertThat(failed.error())
                    .startsWith("missing.yaml:2: no-such-program ended with status 127. The end of what it said:\n  ")
                    .contains("No such file or directory");
            assertThat(failed.retryable()).isFalse();
        });
    }

    @Test
    void aCommandThatTakesTooLongIsEndedAndMayTidyUp() throws Exception {
        catalog.seed("slow", """
                steps:
                  - exec:
                      command: [sh, -c, "trap 'echo tidied > tidied; exit 1' TERM; while :; do sleep 0.05; done"]
                      timeout: 1s
                """);

        RunResult result = run(Grants.request("slow"));

        assertThat(result.outcome())
                .isInstanceOfSatisfying(
                        Failed.class,
                        failed -> assertThat(failed.error())
                                .contains("took longer than its timeout of PT1S and was ended"));
        assertThat(folder.resolve("tidied")).exists();
    }

    /** The command itself does not encrypt: it only goes as far as the gate. */
    @Test
    void aGateEncryptsAsTheUrlSays() throws Exception {
        catalog.seed(
                "secret",
                "steps:\n  - exec:\n      command: "
                        + ForeignClient.command(
                                "run",
                                "insert into work select case when ssl then 'encrypted' else 'open' end from pg_stat_ssl"
                                        + " where pid = pg_backend_pid()")
                        + "\n");
        DatabaseSettings plain = database.settings();
        var encrypted = new DatabaseSettings(plain.url() + "?sslmode=require", plain.username(), plain.password());
        ServerCertificate certificate = ServerCertificate.install(database);
        try {
            RunResult result = new SeedRuns(folder, encrypted).run(Grants.request("secret"));

            assertThat(result.outcome()).isEqualTo(new Succeeded(0, false));
            assertThat(work()).isEqualTo("encrypted");
        } finally {
            certificate.close();
        }
    }

    /** Neither the command, which is deaf, nor its sessions outlive the lease, and the token can be released with proof. */
    @Test
    void aStubbornCommandThatLeaksConnectionsIsGoneBeforeTheLeaseIs() throws Exception {
        List<String> deafShell = List.of("sh", "-c", "trap '' TERM; echo $$ > pid; \"$@\" & wait", "sh");
        catalog.seed(
                "stubborn", "steps:\n  - exec:\n      command: " + ForeignClient.command(deafShell, "leak") + "\n");
        Grant grant = SeedRuns.grant(Grants.request("stubborn"));
        String tag = new TokenTag("test", grant.token()).applicationName();
        var stop = new StopSignal();
        CompletableFuture<RunResult> running = runs.start(grant, stop);
        await().atMost(SOON)
                .until(() -> running.isDone()
                        || database.query("select count(*) from pg_stat_activity where application_name = '" + tag
                                        + "' and state = 'active' and query like '%sleep(600)'")
                                .equals("1"));
        ProcessHandle shell = ProcessHandle.of(
                        Long.parseLong(Files.readString(folder.resolve("pid")).strip()))
                .orElseThrow();
        List<ProcessHandle> children = shell.descendants().toList();
        assertThat(children).isNotEmpty();

        stop.raise(new StopCause.Revoked("a test wants it"));

        assertThat(running.get(SOON.toSeconds(), TimeUnit.SECONDS))
                .isEqualTo(new RunResult(
                        new GivenBack("the run was stopped: its token was revoked: a test wants it"), true));
        assertThat(database.sessions(tag)).isZero();
        assertThat(children).noneMatch(ExecStepIT::runs);
        assertThat(runs(shell)).isFalse();
    }

    /** The end of a session by the server is the agent's doing: the word that the token is revoked may come a little later. */
    @Test
    void whatTheAgentEndsIsNotTheCommandsFailure() throws Exception {
        catalog.seed("ended", "steps:\n  - exec:\n      command: " + ForeignClient.command("leak") + "\n");
        Grant grant = SeedRuns.grant(Grants.request("ended"));
        String tag = new TokenTag("test", grant.token()).applicationName();
        var stop = new StopSignal();
        CompletableFuture<RunResult> running = runs.start(grant, stop);
        await().atMost(SOON).until(() -> running.isDone() || (database.sessions(tag) == 2 && hasSleeper(tag)));

        database.execute(
                "select pg_terminate_backend(pid) from pg_stat_activity where application_name = '" + tag + "'");
        await().atMost(SOON).until(() -> !hasSleeper(tag)); // by then the run itself may have a session again
        stop.raise(new StopCause.Revoked("late"));

        assertThat(running.get(SOON.toSeconds(), TimeUnit.SECONDS).outcome()).isInstanceOf(GivenBack.class);
    }

    private boolean hasSleeper(String tag) throws SQLException {
        return !database.query("select pid from pg_stat_activity where application_name = '" + tag
                        + "' and query like '%sleep(600)'")
                .equals("nothing");
    }

    private RunResult run(SeedRequest request) {
        return runs.run(request);
    }

    private String work() throws SQLException {
        return database.query("select string_agg(what, ', ' order by what) from work");
    }

    private static boolean runs(ProcessHandle process) {
        try {
            return process.isAlive()
                    && !Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"))
                            .contains(") Z ");
        } catch (IOException e) {
            return false;
        }
    }
}
