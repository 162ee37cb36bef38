package dev.seedgate.admission.api.view;

import dev.seedgate.admission.readmodel.ClusterReport;
import dev.seedgate.admission.readmodel.ClusterSnapshot;
import dev.seedgate.core.Reservations;
import dev.seedgate.core.UseThresholds;
import dev.seedgate.core.ledger.Budget;
import dev.seedgate.core.ledger.ServerView;
import dev.seedgate.protocol.Enforcement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A cluster and its connection budget. */
@Schema(
        name = "Cluster",
        title = "A PostgreSQL server and its connection budget",
        description =
                "budget = maxConnections - superuserReserved - reserved - sum of max(reservation, observed) - unclassified -"
                        + " headroom. The figures are absent until PostgreSQL was seen for the first time.")
public record ClusterView(
        @Schema(examples = "main") String cluster,

        @Schema(description = "The places on it that seeds write to", examples = "[\"shop\"]")
        List<String> databases,

        @Schema(examples = "25") @Nullable Integer maxConnections,
        @Schema(examples = "3") @Nullable Integer superuserReserved,
        @Schema(examples = "0") @Nullable Integer reserved,

        @Schema(description = "The consumers that nobody gates")
        List<ConsumerClassView> classes,

        @Schema(description = "Sessions of nobody we know", examples = "0") @Nullable Integer unclassified,

        @Schema(description = "Kept free for what grows between two looks", examples = "1") @Nullable Integer headroom,

        @Schema(
                description = "What tokens may have together; negative when the others alone have too many",
                examples = "8")
        @Nullable Integer budget,

        @Schema(description = "What tokens have", examples = "6")
        int charged,

        @Schema(description = "budget - charged; negative after the budget shrank", examples = "2") @Nullable Integer free,

        @Schema(description = "The largest request that can ever be granted", examples = "8") @Nullable Integer largestPossible,

        @Nullable UseView use,

        @Schema(description = "What keeps holders of new tokens from opening more than they may", examples = "tag")
        @Nullable Enforcement enforcement,

        @Schema(
                description =
                        "Of the server's data, different for every server; absent where the agent may not ask for it",
                examples = "7512345678901234567")
        @Nullable String systemIdentifier,

        @Schema(description = "Present while granting is stopped") @Nullable HoldView hold,

        @Schema(description = "When PostgreSQL was last seen, to about a second") @Nullable Instant observedAt,

        @Schema(
                description =
                        "How long ago this replica learned what PostgreSQL showed; about a second while all is well."
                                + " Nothing is granted on an observation older than five seconds",
                type = SchemaType.STRING,
                format = "duration",
                implementation = String.class,
                examples = "PT0.8S")
        @Nullable Duration observationAge,

        @Schema(description = "Why PostgreSQL could not be seen when last looked at", examples = "connection refused")
        @Nullable String unreachable,

        LiveSeedsView seeds,

        @Schema(description = "Free worker slots that wait for a seed", examples = "2")
        int bids,

        @Schema(examples = "3") int workers,

        @Schema(examples = "3") int tokens) {

    /** A consumer class. */
    @Schema(name = "ConsumerClass")
    public record ConsumerClassView(
            @Schema(examples = "api") String name,

            @Schema(description = "What is kept for it", examples = "2")
            int reservation,

            @Schema(description = "The sessions it has", examples = "1") @Nullable Integer observed) {
        private static ConsumerClassView seen(Budget.ClassUse use) {
            return new ConsumerClassView(use.name(), use.reservation(), use.observed());
        }

        private static ConsumerClassView unseen(Reservations.Reservation reservation) {
            return new ConsumerClassView(reservation.consumerClass(), reservation.connections(), null);
        }
    }

    /** Unfinished seeds. */
    @Schema(name = "LiveSeeds", title = "The ledger's unfinished seeds, by where they stand")
    public record LiveSeedsView(
            @Schema(examples = "10") int queued,
            @Schema(examples = "3") int running,
            @Schema(examples = "1") int retrying,

            @Schema(examples = "0", description = "Stopped by an operator; they go on when the cluster is resumed")
            int held) {}

    /**
     * The cluster as the ledger has it, with what is configured of it.
     *
     * @param reservations what is configured for the cluster, shown while nothing was seen
     */
    public static ClusterView of(
            ClusterReport report, Collection<String> databases, Reservations reservations, UseThresholds thresholds) {
        ClusterSnapshot snapshot = report.cluster();
        Optional<ServerView> server = Optional.ofNullable(snapshot.server());
        Optional<Budget> budget = server.map(ServerView::budget);
        return new ClusterView(
                snapshot.cluster(),
                databases.stream().sorted().toList(),
                budget.map(Budget::maxConnections).orElse(null),
                budget.map(Budget::superuserReserved).orElse(null),
                budget.map(Budget::reserved).orElse(null),
                classes(budget, reservations),
                budget.map(Budget::unclassified).orElse(null),
                budget.map(Budget::headroom).orElse(null),
                budget.map(Budget::seedBudget).orElse(null),
                snapshot.charged(),
                budget.map(seen -> seen.seedBudget() - snapshot.charged()).orElse(null),
                budget.map(Budget::largestPossible).orElse(null),
                server.map(seen -> UseView.of(seen, thresholds)).orElse(null),
                server.map(ServerView::enforcement).orElse(null),
                server.map(ServerView::systemIdentifier).orElse(null),
                snapshot.hold() == null ? null : HoldView.of(snapshot.hold()),
                budget.map(Budget::observedAt).orElse(null),
                Optional.ofNullable(report.age())
                        .map(age -> age.truncatedTo(ChronoUnit.MILLIS))
                        .orElse(null),
                snapshot.unreachable(),
                new LiveSeedsView(
                        snapshot.seeds().queued(),
                        snapshot.seeds().running(),
                        snapshot.seeds().retrying(),
                        snapshot.seeds().held()),
                snapshot.bids(),
                snapshot.workers(),
                snapshot.tokens());
    }

    private static List<ConsumerClassView> classes(Optional<Budget> budget, Reservations reservations) {
        return budget.map(seen ->
                        seen.classes().stream().map(ConsumerClassView::seen).toList())
                .orElseGet(() -> reservations.classes().stream()
                        .map(ConsumerClassView::unseen)
                        .toList());
    }
}
