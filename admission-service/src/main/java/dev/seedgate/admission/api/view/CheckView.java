package dev.seedgate.admission.api.view;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.seedgate.admission.operate.ClusterProblem;
import dev.seedgate.admission.operate.ClusterProblem.Severity;
import dev.seedgate.admission.operate.Diagnosis;
import dev.seedgate.admission.readmodel.ClusterReport;
import dev.seedgate.core.ledger.Budget;
import dev.seedgate.protocol.ClusterObservation.PinnedSession;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Who has which connections, and what is wrong. */
@Schema(name = "Check", title = "Who has which connections, and what is wrong")
public record CheckView(
        Status status,

        @Schema(description = "The worst first; empty while all is well")
        List<ProblemView> problems,

        ClusterView cluster,

        @Schema(description = "One line for each consumer class, the tokens and the unclassified sessions")
        List<ConsumerView> consumers,

        @Schema(description = "All that are charged, the oldest grant first")
        List<TokenSessionsView> tokens,

        @Schema(description = "Sessions that keep a slot busy with nothing")
        List<IdleInTransactionView> idleInTransaction) {

    /** How bad it is, by the words in the JSON. */
    @Schema(name = "CheckStatus")
    public enum Status {
        @JsonProperty("ok")
        OK,
        @JsonProperty("warn")
        WARN,
        @JsonProperty("critical")
        CRITICAL;

        static Status of(Severity severity) {
            return switch (severity) {
                case OK -> OK;
                case WARN -> WARN;
                case CRITICAL -> CRITICAL;
            };
        }
    }

    /** Something that is wrong. */
    @Schema(name = "CheckProblem")
    public record ProblemView(
            @Schema(
                    description =
                            "database-away, observation-stale, use-critical, crowded, use-warn, over-budget, held,"
                                    + " overdrawn, orphaned or draining-long",
                    examples = "use-warn")
            String kind,

            Status severity,

            @Schema(description = "For people", examples = "18 of 25 connections are in use (72 %; warning from 70 %)")
            String text) {
        static ProblemView of(ClusterProblem problem) {
            return new ProblemView(
                    problem.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                    Status.of(problem.kind().severity()),
                    problem.text());
        }
    }

    /** Who has how many sessions. */
    @Schema(name = "Consumer")
    public record ConsumerView(
            @Schema(description = "A consumer class, `tokens`, or `unclassified`", examples = "api")
            String name,

            @Schema(
                    description = "What is kept for it; for tokens the budget, for unclassified nothing",
                    examples = "2")
            int reserved,

            @Schema(description = "The sessions it has", examples = "1")
            int used,

            @Schema(description = "Its part of max_connections, to a tenth", examples = "4.0")
            double percent) {
        static ConsumerView of(String name, int reserved, int used, int maxConnections) {
            return new ConsumerView(name, reserved, used, Math.round(1000.0 * used / maxConnections) / 10.0);
        }
    }

    /** A token with what it has on the server. */
    @Schema(name = "TokenSessions")
    public record TokenSessionsView(
            TokenView token,

            @Schema(description = "How many it has", examples = "2")
            int sessions,

            @Schema(description = "Their server processes", examples = "[4242, 4243]")
            List<Integer> pids,

            @Schema(
                    description = "Since the grant",
                    type = SchemaType.STRING,
                    format = "duration",
                    implementation = String.class,
                    examples = "PT17S")
            Duration age) {}

    /** A session that is idle in a transaction. */
    @Schema(name = "IdleInTransaction")
    public record IdleInTransactionView(
            @Schema(examples = "4300") int pid,

            @Schema(
                    description = "The token or the class that it belongs to; absent where nothing covers it",
                    examples = "api")
            @Nullable String owner,

            @Schema(examples = "psql") String applicationName,

            @Schema(
                    description = "For how long",
                    type = SchemaType.STRING,
                    format = "duration",
                    implementation = String.class,
                    examples = "PT1M30S")
            Duration idle) {
        static IdleInTransactionView of(PinnedSession session) {
            return new IdleInTransactionView(session.pid(), session.owner(), session.applicationName(), session.idle());
        }
    }

    /** All of it. */
    public static CheckView of(ClusterReport report, ClusterView cluster, List<ClusterProblem> problems) {
        return new CheckView(
                Status.of(Diagnosis.worst(problems)),
                problems.stream().map(ProblemView::of).toList(),
                cluster,
                consumers(report),
                report.tokens().stream()
                        .map(token -> token(report, TokenView.of(token)))
                        .toList(),
                report.look() == null
                        ? List.of()
                        : report.look().seen().pinned().stream()
                                .map(IdleInTransactionView::of)
                                .toList());
    }

    private static TokenSessionsView token(ClusterReport report, TokenView token) {
        List<Integer> pids = report.pids(token.token());
        return new TokenSessionsView(
                token, pids.size(), pids, report.since(token.grantedAt()).truncatedTo(ChronoUnit.MILLIS));
    }

    private static List<ConsumerView> consumers(ClusterReport report) {
        var server = report.cluster().server();
        if (server == null) {
            return List.of();
        }
        Budget budget = server.budget();
        int all = budget.maxConnections();
        List<ConsumerView> consumers = new ArrayList<>();
        budget.classes()
                .forEach(use -> consumers.add(ConsumerView.of(use.name(), use.reservation(), use.observed(), all)));
        consumers.add(ConsumerView.of("tokens", Math.max(0, budget.seedBudget()), server.tokenSessions(), all));
        consumers.add(ConsumerView.of("unclassified", 0, budget.unclassified(), all));
        return consumers;
    }
}
