package dev.seedgate.protocol;

import dev.seedgate.protocol.ClusterObservation.ClassSessions;
import dev.seedgate.protocol.ClusterObservation.Effect;
import dev.seedgate.protocol.ClusterObservation.EndedSession;
import dev.seedgate.protocol.ClusterObservation.GoneToken;
import dev.seedgate.protocol.ClusterObservation.Look;
import dev.seedgate.protocol.ClusterObservation.PinnedSession;
import dev.seedgate.protocol.ClusterObservation.ServerSettings;
import dev.seedgate.protocol.ClusterObservation.TokenSessions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One or more of every message. Each has a golden file of the same name in {@code src/test/resources/golden}; one whose name ends
 * in {@code -bare} leaves out whatever may be left out.
 */
final class Samples {
    private static final Instant AT = Instant.parse("2026-03-01T08:30:00.123456Z");
    private static final WorkerId WORKER = new WorkerId("worker-1", "6f2c1d");

    static final SeedRequest REQUEST = new SeedRequest(
            "01HV5T9K",
            "main",
            "shop",
            "meyer",
            2,
            3,
            Duration.ofMinutes(10),
            Map.of("region", "Zürich", "note", "a \"quoted\"\nline"),
            new Scheduling(
                    700, "shop-team", "night-run", "meyer", List.of("01HV5T9H"), AT, AT, 4, List.of("big-disk"), true),
            AT,
            true,
            "7f3a90c1d2e4",
            null,
            "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");

    private static final SeedRequest HOLDER_REQUEST = SeedRequest.ofHolder(
            new WorkerId("ada@desk", "9Qx4"),
            "01HV5T9M",
            "main",
            "shop",
            "psql",
            2,
            Duration.ofHours(1),
            Scheduling.DEFAULT,
            AT);

    private static final SeedRequest BARE_REQUEST = new SeedRequest(
            "01HV5T9K", "main", "shop", "meyer", 1, 1, Duration.ofMillis(1), Map.of(), Scheduling.DEFAULT, AT);

    private static final String VERIFIER = "SCRAM-SHA-256$4096:c2FsdHNhbHRzYWx0c2FsdA==$"
            + "a0V5a0V5a0V5a0V5a0V5a0V5a0V5a0V5a0V5a0V5a0U=:c0V5c0V5c0V5c0V5c0V5c0V5c0V5c0V5c0V5c0V5c0U=";

    private Samples() {}

    /**
     * A message.
     *
     * @param name its golden file's
     * @param type as what a reader reads it, which for a sealed type is the whole of it
     */
    record Sample(String name, Class<?> type, Object message) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Sample> all() {
        return Stream.of(inputs(), replies(), outputs()).flatMap(each -> each);
    }

    private static Stream<Sample> inputs() {
        return Stream.of(
                new Sample("seed-request", SeedRequest.class, REQUEST),
                new Sample("seed-request-bare", SeedRequest.class, BARE_REQUEST),
                new Sample(
                        "bid-acquire",
                        BidMessage.class,
                        new BidMessage.Acquire(
                                "main", "6f2c1d-7", WORKER, 3, 10, List.of(), Duration.ofSeconds(30), null)),
                new Sample(
                        "bid-acquire-login",
                        BidMessage.class,
                        new BidMessage.Acquire(
                                "main",
                                "6f2c1d-7",
                                WORKER,
                                3,
                                10,
                                List.of("big-disk"),
                                Duration.ofSeconds(30),
                                VERIFIER)),
                new Sample(
                        "bid-await",
                        BidMessage.class,
                        new BidMessage.Await(HOLDER_REQUEST, Duration.ofSeconds(15), VERIFIER)),
                new Sample("bid-withdraw", BidMessage.class, new BidMessage.Withdraw("main", "6f2c1d-7", WORKER)),
                new Sample(
                        "heartbeat-renewal",
                        Heartbeat.class,
                        new Heartbeat.LeaseRenewal("main", WORKER, "main-17", 2, 1)),
                new Sample("heartbeat-presence", Heartbeat.class, new Heartbeat.Presence("main", WORKER, 2)),
                release("release-succeeded", new SeedOutcome.Succeeded(20_000, false, 12)),
                release("release-failed", new SeedOutcome.Failed("meyer.csv:17:4: '1,2,3' is no number", false)),
                release("release-in-doubt", new SeedOutcome.InDoubt("the connection was lost in the commit")),
                release("release-given-back", new SeedOutcome.GivenBack("the worker is shutting down")),
                new Sample(
                        "command-cancel", AdmissionCommand.class, new AdmissionCommand.CancelSeed("main", "01HV5T9K")),
                new Sample(
                        "command-retry",
                        AdmissionCommand.class,
                        new AdmissionCommand.RetrySeed("main", "01HV5T9Z", REQUEST)),
                new Sample(
                        "command-hold",
                        AdmissionCommand.class,
                        new AdmissionCommand.HoldCluster("main", "01HV5TA0", "ada@desk", "migration")),
                new Sample(
                        "command-resume",
                        AdmissionCommand.class,
                        new AdmissionCommand.ResumeCluster("main", "01HV5TA1", "ada@desk")),
                new Sample(
                        "command-kill-seeds",
                        AdmissionCommand.class,
                        new AdmissionCommand.KillSeeds(
                                "main", "01HV5TA2", "ada@desk", "the API is kept out", List.of("main-17"), true)),
                new Sample(
                        "observation-seen",
                        ClusterObservation.class,
                        new ClusterObservation.Seen(
                                "main",
                                4711,
                                new Look("6f2c1d", 12),
                                new ServerSettings(25, 3, 0, "7512345678901234567"),
                                Enforcement.ROLE,
                                List.of(new ClassSessions("api", 2), new ClassSessions("agent", 1)),
                                1,
                                List.of(new TokenSessions("main-17", List.of(4242, 4243))),
                                List.of(
                                        new GoneToken("main-16", new Effect.Applied(20_000, 12L, SkipReason.UNCHANGED)),
                                        new GoneToken("main-15", new Effect.NeverApplied()),
                                        new GoneToken("main-14", new Effect.Unknown("08001: Connection refused"))),
                                List.of(new EndedSession(4241, "main-15", EndedSession.Cause.ORPHANED)),
                                List.of(
                                        new PinnedSession(4242, "main-17", "sg:main:main-17", Duration.ofSeconds(90)),
                                        new PinnedSession(4300, null, "psql", Duration.ofHours(1))))),
                new Sample(
                        "observation-seen-bare",
                        ClusterObservation.class,
                        new ClusterObservation.Seen(
                                "main",
                                0,
                                new Look("6f2c1d", 1),
                                new ServerSettings(25, 3, 0, null),
                                Enforcement.TAG,
                                List.of(),
                                0,
                                List.of(),
                                List.of(),
                                List.of(),
                                List.of())),
                new Sample(
                        "observation-unreachable",
                        ClusterObservation.class,
                        new ClusterObservation.Unreachable("main", "08001: Connection refused")));
    }

    private static Sample release(String name, SeedOutcome outcome) {
        return new Sample(name, TokenRelease.class, new TokenRelease("main", "main-17", WORKER, true, outcome));
    }

    private static Stream<Sample> replies() {
        return Stream.of(
                new Sample(
                        "reply-grant",
                        Reply.class,
                        new Reply.Grant(
                                "main",
                                WORKER,
                                "6f2c1d-7",
                                "main-17",
                                17,
                                2,
                                1,
                                Duration.ofSeconds(15),
                                Duration.ofSeconds(5),
                                Duration.ofSeconds(5),
                                Enforcement.TAG,
                                REQUEST)),
                new Sample(
                        "reply-refusal",
                        Reply.class,
                        new Reply.Refusal("main", WORKER, "6f2c1d-7", "a newer process has the same name")),
                new Sample(
                        "reply-revocation",
                        Reply.class,
                        new Reply.Revocation("main", WORKER, "main-17", "its request was cancelled")),
                new Sample("reply-resize", Reply.class, new Reply.Resize("main", WORKER, "main-17", 4, 1)));
    }

    private static Stream<Sample> outputs() {
        return Stream.of(
                new Sample(
                        "token-event",
                        TokenEvent.class,
                        new TokenEvent(
                                "main",
                                4711,
                                AT,
                                "token-granted",
                                "main-17",
                                "01HV5T9K",
                                "worker-1",
                                2,
                                "ada@desk",
                                "attempt 1",
                                new BudgetFigures(8, 6, 2))),
                new Sample(
                        "token-event-bare",
                        TokenEvent.class,
                        new TokenEvent(
                                "main",
                                4711,
                                AT,
                                "budget-observed",
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                new BudgetFigures(-1, 6, -7))),
                new Sample(
                        "status",
                        StatusMessage.class,
                        new StatusMessage.SeedStatus(
                                REQUEST,
                                SeedState.RETRYING,
                                2,
                                1,
                                "main-17",
                                "worker-1",
                                20_000L,
                                12L,
                                SkipReason.UNCHANGED,
                                "meyer.csv:17:4: '1,2,3' is no number",
                                "01HV5T9H",
                                AT,
                                AT.plusSeconds(1),
                                AT.plusSeconds(2),
                                AT.plusSeconds(7),
                                AT.plusSeconds(2))),
                new Sample(
                        "status-bare",
                        StatusMessage.class,
                        new StatusMessage.SeedStatus(
                                BARE_REQUEST,
                                SeedState.QUEUED,
                                1,
                                0,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                AT,
                                null,
                                null,
                                null,
                                AT)),
                new Sample(
                        "progress",
                        StatusMessage.class,
                        new StatusMessage.SeedProgress(
                                "01HV5T9K",
                                "main-17",
                                2,
                                3,
                                "copy parts",
                                12_000,
                                1_048_576,
                                4_194_304,
                                6_000L,
                                Duration.ofMillis(6_200))),
                new Sample(
                        "progress-bare",
                        StatusMessage.class,
                        new StatusMessage.SeedProgress("01HV5T9K", "main-17", 1, 3, "schema.sql", 0, 0, 0, null, null)),
                new Sample(
                        "run-log-line",
                        RunLogLine.class,
                        new RunLogLine(
                                "01HV5T9K",
                                "main-17",
                                3,
                                AT,
                                RunLogLine.Kind.NOTICE,
                                "relation \"parts\" already exists, skipping")),
                new Sample(
                        "rejected-row",
                        RejectedRow.class,
                        new RejectedRow(
                                "01HV5T9K",
                                "main-17",
                                2,
                                1,
                                "feeds/meyer.csv",
                                17,
                                "column \"Price\"",
                                "12,50",
                                "invalid input syntax for type numeric: \"12,50\"")),
                new Sample(
                        "rejected-row-bare",
                        RejectedRow.class,
                        new RejectedRow("01HV5T9K", "main-17", 1, 1, "meyer.csv", 2, null, null, "has 2 fields")),
                new Sample(
                        "dead-letter",
                        DeadLetter.class,
                        new DeadLetter("main", REQUEST, 3, 1, "meyer.csv:17:4: '1,2,3' is no number", AT)),
                new Sample(
                        "unreadable-record",
                        UnreadableRecord.class,
                        new UnreadableRecord(
                                "seed.requests", 3, 42, 1_772_353_800_123L, "main", "{\"id\":", "id is missing")),
                new Sample(
                        "unreadable-record-bare",
                        UnreadableRecord.class,
                        new UnreadableRecord(
                                "seed.requests", 3, 42, 1_772_353_800_123L, null, null, "the record has no value")));
    }
}
