package dev.seedgate.admission.api.view;

import dev.seedgate.admission.readmodel.SeedEntry;
import dev.seedgate.admission.readmodel.SeedSnapshot;
import dev.seedgate.protocol.SeedRequest;
import dev.seedgate.protocol.SeedState;
import dev.seedgate.protocol.SkipReason;
import dev.seedgate.protocol.StatusMessage.SeedStatus;
import dev.seedgate.protocol.Traceparent;
import dev.seedgate.protocol.WorkerId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A seed that was accepted, and where it stands. */
@Schema(name = "Seed", title = "A seed that was accepted, and where it stands")
public record SeedView(
        @Schema(examples = "0199a1c2-7f10-7d44-9c1e-3f5a2b6c8d90")
        String id,

        @Schema(
                description =
                        "accepted (the ledger has not read it), queued, running, retrying (in back-off), held (stopped"
                                + " by an operator until the cluster is resumed), succeeded, dead"
                                + " (failed for good) or cancelled")
        SeedState state,

        @Schema(description = "Whose connection budget it needs", examples = "main")
        String cluster,

        @Schema(examples = "shop") String database,

        @Schema(
                description =
                        "The definition's name in the catalog; of a token that is held without a seed, what it is for",
                examples = "meyer")
        String seed,

        @Schema(
                description = "Who waits for a token of their own, or holds it; absent for a seed",
                examples = "ada@desk")
        @Nullable String holder,

        @Schema(
                description = "Of the definition that it was accepted with and runs with; feeds are no part of it",
                examples = "7f3a90c1d2e4")
        @Nullable String definitionVersion,

        @Schema(description = "How many it needs", examples = "2")
        int connections,

        @Schema(
                description = "How many it can use while nobody else needs them; absent where that is no more",
                examples = "8")
        @Nullable Integer maxConnections,

        @Schema(examples = "500") int priority,

        @Schema(description = "In whose name it runs", examples = "default")
        String tenant,

        @Schema(description = "Of those with the same one in one database never more than one runs", examples = "meyer")
        @Nullable String concurrencyKey,

        @Schema(
                description =
                        "Ids of the requests that must have succeeded before; those that had when it was posted are left out")
        List<String> after,

        @Schema(description = "The latest start; what has not begun by then fails for good") @Nullable Instant deadline,

        @Schema(description = "What its worker must have") List<String> labels,

        @Schema(description = "Whether a run may be stopped to make room for others", examples = "false")
        boolean preemptible,

        @Schema(description = "The run that is under way or comes next, from 1; only failures count", examples = "1")
        int attempt,

        @Schema(examples = "3") int maxAttempts,

        @Schema(description = "Runs that lost their worker", examples = "0")
        int interruptions,

        @Schema(
                description = "After which a run is stopped, ISO-8601",
                type = SchemaType.STRING,
                format = "duration",
                implementation = String.class,
                examples = "PT10M")
        Duration timeout,

        @Schema(description = "The batch it was posted with", examples = "nightly-0199a1c2-7f10-7d44-9c1e-3f5a2b6c8d90")
        @Nullable String batch,

        @Schema(type = SchemaType.OBJECT, implementation = Object.class, examples = "{\"full\": \"true\"}")
        Map<String, String> parameters,

        @Schema(description = "Whether it runs also where nothing has changed since its seed last succeeded")
        boolean force,

        @Schema(description = "The token it runs under, or ran under last", examples = "main-17") @Nullable String token,

        @Schema(examples = "worker-1") @Nullable String worker,

        @Schema(description = "Written, once succeeded", examples = "120345") @Nullable Long rows,

        @Schema(
                description = "Rows of its feeds that were put aside, once succeeded; GET …/rejects has them",
                examples = "12")
        @Nullable Long rejected,

        @Schema(
                description =
                        "Why it did nothing, once succeeded: `unchanged`, because definition, parameters and feeds are those"
                                + " of the seed's last success in this database. Absent where it did something",
                examples = "unchanged")
        @Nullable SkipReason skipped,

        @Schema(description = "Of the last failed run", examples = "meyer.csv:17:5: price: '12,5' is no number")
        @Nullable String error,

        Instant acceptedAt,
        @Nullable Instant queuedAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,

        @Schema(description = "When it may begin at the earliest: as it was posted, or after a back-off") @Nullable Instant notBefore,

        @Nullable ProgressView progress,
        @Nullable WaitingView waiting,

        @Schema(
                description =
                        "Of the trace that its POST began or belongs to, and its runs with it; absent where nobody traced that",
                examples = "4bf92f3577b34da6a3ce929d0e0e4736")
        @Nullable String traceId) {

    public static SeedView of(SeedSnapshot snapshot) {
        SeedEntry entry = snapshot.entry();
        SeedRequest request = entry.request();
        Optional<SeedStatus> status = Optional.ofNullable(entry.status());
        return new SeedView(
                request.id(),
                entry.state(),
                request.cluster(),
                request.database(),
                request.seed(),
                Optional.ofNullable(request.holder()).map(WorkerId::name).orElse(null),
                request.definitionVersion(),
                request.connections(),
                request.scheduling().maxConnections(),
                request.scheduling().priority(),
                request.scheduling().tenant(),
                request.scheduling().concurrencyKey(),
                request.scheduling().after(),
                request.scheduling().deadline(),
                request.scheduling().labels(),
                request.scheduling().preemptible(),
                status.map(SeedStatus::attempt).orElse(1),
                request.maxAttempts(),
                status.map(SeedStatus::interruptions).orElse(0),
                request.timeout(),
                request.scheduling().batch(),
                request.parameters(),
                Boolean.TRUE.equals(request.force()),
                from(status, SeedStatus::token),
                from(status, SeedStatus::worker),
                from(status, SeedStatus::rows),
                from(status, SeedStatus::rejected),
                from(status, SeedStatus::skipped),
                from(status, SeedStatus::error),
                request.acceptedAt(),
                from(status, SeedStatus::queuedAt),
                from(status, SeedStatus::startedAt),
                from(status, SeedStatus::finishedAt),
                Optional.ofNullable(from(status, SeedStatus::notBefore))
                        .orElse(request.scheduling().notBefore()),
                entry.progress() == null ? null : ProgressView.of(entry.progress()),
                snapshot.waiting() == null ? null : WaitingView.of(snapshot.waiting()),
                Traceparent.traceId(request.traceparent()));
    }

    /** What the ledger says, if it has said anything yet. */
    private static <T> @Nullable T from(Optional<SeedStatus> status, Function<SeedStatus, @Nullable T> field) {
        return status.map(field).orElse(null);
    }
}
