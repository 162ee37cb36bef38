package dev.seedgate.admission.api.view;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.seedgate.admission.operate.KillReport;
import dev.seedgate.admission.operate.KillReport.Fate;
import dev.seedgate.admission.operate.KillReport.KilledSession;
import dev.seedgate.admission.operate.KillReport.KilledToken;
import dev.seedgate.admission.operate.KillReport.Refusal;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What became of a kill, or what would. */
@Schema(name = "KillReport", title = "What became of a kill, or what would")
public record KillReportView(
        @Schema(examples = "main") String cluster,

        @Schema(description = "Nothing was done; this is what would be", examples = "false")
        boolean dryRun,

        @Schema(
                description =
                        "PostgreSQL was looked at after the ledger's decision and showed no session of these tokens",
                examples = "true")
        boolean allGone,

        @Schema(
                description = "Whether PostgreSQL was looked at again; without that, nothing is proven",
                examples = "true")
        boolean lookedAgain,

        List<KilledTokenView> tokens,

        @Schema(description = "What was named and is not touched")
        List<RefusalView> refused,

        @Schema(description = "Present while granting is stopped") @Nullable HoldView hold) {

    /** What becomes of a session, by the words in the JSON. */
    @Schema(name = "SessionFate")
    public enum FateView {
        @JsonProperty("would-end")
        WOULD_END,
        @JsonProperty("gone")
        GONE,
        @JsonProperty("left")
        LEFT,
        @JsonProperty("unknown")
        UNKNOWN;

        static FateView of(Fate fate) {
            return switch (fate) {
                case WOULD_END -> WOULD_END;
                case GONE -> GONE;
                case LEFT -> LEFT;
                case UNKNOWN -> UNKNOWN;
            };
        }
    }

    /** A token that is meant. */
    @Schema(name = "KilledToken")
    public record KilledTokenView(
            @Schema(description = "As it was before") TokenView token,

            @Schema(description = "Every session that it had or has")
            List<KilledSessionView> sessions,

            @Schema(description = "Whether its slots are charged still", examples = "false")
            boolean charged,

            @Schema(description = "What more there is to know, for people") @Nullable String note) {
        static KilledTokenView of(KilledToken killed) {
            return new KilledTokenView(
                    TokenView.of(killed.before()),
                    killed.sessions().stream().map(KilledSessionView::of).toList(),
                    killed.charged(),
                    killed.note());
        }
    }

    /** A session of a token. */
    @Schema(name = "KilledSession")
    public record KilledSessionView(
            @Schema(examples = "4242") int pid,

            @Schema(
                    description =
                            "would-end (a dry run), gone (PostgreSQL no longer showed it), left (it still did), unknown (it"
                                    + " was not seen again)")
            FateView fate) {
        static KilledSessionView of(KilledSession session) {
            return new KilledSessionView(session.pid(), FateView.of(session.fate()));
        }
    }

    /** Something that was named and is not touched. */
    @Schema(name = "Refusal")
    public record RefusalView(
            @Schema(examples = "main-71") String name,

            @Schema(examples = "no token of cluster main is called so; did you mean main-17?")
            String why) {
        static RefusalView of(Refusal refusal) {
            return new RefusalView(refusal.name(), refusal.why());
        }
    }

    public static KillReportView of(KillReport report, boolean dryRun) {
        var hold = report.after().cluster().hold();
        return new KillReportView(
                report.after().cluster().cluster(),
                dryRun,
                report.allGone(),
                report.lookedAgain(),
                report.tokens().stream().map(KilledTokenView::of).toList(),
                report.refused().stream().map(RefusalView::of).toList(),
                hold == null ? null : HoldView.of(hold));
    }
}
