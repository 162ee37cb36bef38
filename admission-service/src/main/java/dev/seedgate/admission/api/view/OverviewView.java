package dev.seedgate.admission.api.view;

import dev.seedgate.admission.readmodel.ClusterOverview;
import dev.seedgate.admission.readmodel.ClusterOverview.Holding;
import dev.seedgate.admission.readmodel.ClusterOverview.Next;
import dev.seedgate.admission.readmodel.ClusterOverview.WorkerLoad;
import dev.seedgate.admission.readmodel.ClusterReport;
import dev.seedgate.admission.readmodel.SeedEntry;
import dev.seedgate.protocol.SeedState;
import dev.seedgate.protocol.StatusMessage.SeedStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A cluster at a glance: what the page shows. */
@Schema(name = "Overview", title = "A cluster at a glance", description = "All that the page shows of a cluster now")
public record OverviewView(
        @Schema(description = "When it was so, by the service's clock")
        Instant at,

        CheckView.Status status,

        @Schema(description = "What is wrong, the worst first; empty while all is well")
        List<CheckView.ProblemView> problems,

        ClusterView cluster,

        @Schema(description = "All that is charged, the oldest grant first")
        List<HoldingView> tokens,

        QueueView queue,

        @Schema(description = "By name") List<WorkerView> workers) {

    /** A charged token and what is done under it. */
    @Schema(name = "Holding", title = "A charged token and what is done under it")
    public record HoldingView(
            TokenView token,

            @Schema(description = "Its server processes", examples = "[4242, 4243]")
            List<Integer> pids,

            @Schema(description = "When its run is expected to end; absent where nobody can tell") @Nullable Instant expectedEnd,

            @Schema(description = "The run, from 1; only failures count", examples = "1") @Nullable Integer attempt,

            @Nullable ProgressView progress) {
        private static HoldingView of(Holding holding, ClusterReport report) {
            Optional<SeedEntry> entry = Optional.ofNullable(holding.entry());
            TokenView token = TokenView.of(holding.token());
            return new HoldingView(
                    token,
                    report.pids(token.token()),
                    holding.expectedEnd(),
                    entry.map(SeedEntry::status).map(SeedStatus::attempt).orElse(null),
                    entry.map(SeedEntry::progress).map(ProgressView::of).orElse(null));
        }
    }

    /** Those that wait. */
    @Schema(name = "Queue", title = "Those that wait")
    public record QueueView(
            @Schema(description = "How many wait, whatever for", examples = "10000")
            int waiting,

            @Schema(
                    description =
                            "Those that are expected to start first, in that order, and behind them others that wait; a"
                                    + " hundred at most")
            List<NextView> next) {}

    /** One that waits. */
    @Schema(name = "Next", title = "One that waits")
    public record NextView(
            @Schema(examples = "0199a1c2-7f10-7d44-9c1e-3f5a2b6c8d90")
            String id,

            SeedState state,

            @Schema(description = "Or what a token is for that is held without one", examples = "meyer")
            String seed,

            @Schema(examples = "shop") String database,
            @Schema(examples = "2") int connections,
            @Schema(examples = "500") int priority,
            @Schema(examples = "default") String tenant,

            @Schema(description = "The run that comes next, from 1", examples = "1")
            int attempt,

            Instant acceptedAt,

            @Schema(description = "Names a few of those that it waits for") @Nullable WaitingView waiting,

            @Schema(description = "How many it waits for", examples = "4")
            int waitsFor,

            @Schema(
                    description =
                            "When it is expected to end, if it starts when it is expected to; absent where nobody can"
                                    + " tell")
            @Nullable Instant expectedEnd) {
        /** Of a thousand tokens that all of them wait for, nobody reads more. */
        private static final int NAMED = 5;

        private static NextView of(Next next) {
            SeedEntry entry = next.entry();
            return new NextView(
                    entry.request().id(),
                    entry.state(),
                    entry.request().seed(),
                    entry.request().database(),
                    entry.request().connections(),
                    entry.request().scheduling().priority(),
                    entry.request().scheduling().tenant(),
                    entry.status() == null ? 1 : entry.status().attempt(),
                    entry.request().acceptedAt(),
                    next.waiting() == null
                            ? null
                            : WaitingView.of(next.waiting()).naming(NAMED),
                    next.waiting() == null ? 0 : next.waiting().waitsFor().size(),
                    next.expectedEnd());
        }
    }

    /** A worker. */
    @Schema(name = "Worker")
    public record WorkerView(
            @Schema(examples = "worker-1") String name,

            @Schema(description = "Tokens that it holds", examples = "1")
            int tokens,

            @Schema(description = "Its slots that wait for a seed", examples = "1")
            int bids,

            @Schema(description = "When the ledger last noted something new of it")
            Instant lastSeen) {
        private static WorkerView of(WorkerLoad load) {
            return new WorkerView(
                    load.worker().name(),
                    load.tokens(),
                    load.bids(),
                    load.worker().lastSeen());
        }
    }

    /**
     * All of it.
     *
     * @param check of the same report
     */
    public static OverviewView of(ClusterOverview overview, CheckView check) {
        return new OverviewView(
                overview.report().at().wall(),
                check.status(),
                check.problems(),
                check.cluster(),
                overview.holdings().stream()
                        .map(holding -> HoldingView.of(holding, overview.report()))
                        .toList(),
                new QueueView(
                        overview.waiting(),
                        overview.next().stream().map(NextView::of).toList()),
                overview.workers().stream().map(WorkerView::of).toList());
    }
}
