package dev.seedgate.cli.demo;

import dev.seedgate.cli.BudgetTable;
import dev.seedgate.cli.client.BatchView;
import dev.seedgate.cli.client.ClusterView;
import dev.seedgate.cli.client.ConnectionRange;
import dev.seedgate.cli.client.SeedOrder;
import dev.seedgate.cli.client.SeedView;
import dev.seedgate.cli.client.SeedgateClient;
import dev.seedgate.cli.text.OutputDevice;
import dev.seedgate.cli.text.Screen;
import dev.seedgate.localstack.LocalStack;
import dev.seedgate.localstack.installation.Installation;
import dev.seedgate.localstack.installation.InstallationConfig;
import dev.seedgate.protocol.SeedState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The seeds under tokens: the product as processes, one batch, and a watch over it. */
final class GatedRun implements AutoCloseable {
    private final Narrator narrator;
    private final Installation installation;
    private final SeedgateClient client;
    private volatile @Nullable Supervisor supervisor;
    private volatile @Nullable Progress progress;

    private GatedRun(Narrator narrator, Installation installation) {
        this.narrator = narrator;
        this.installation = installation;
        this.client = new SeedgateClient(installation.admission().url());
    }

    /** Begins to start the product and does not wait. */
    static GatedRun launch(
            DemoPlan plan, LocalStack stack, DemoFolder folder, DemoDatabase database, Narrator narrator) {
        InstallationConfig config = database.installation(folder.catalog()).withWorkers(plan.workers());
        return new GatedRun(narrator, Installation.launch(stack, config));
    }

    SeedgateClient client() {
        return client;
    }

    Installation installation() {
        return installation;
    }

    void awaitReady() {
        installation.awaitReady();
    }

    RunResult run(Neighbours neighbours) throws InterruptedException {
        List<SeedOrder> orders = DemoFeeds.seeds().stream()
                .map(seed ->
                        SeedOrder.of(seed, DemoPlan.DATABASE, ConnectionRange.exactly(DemoPlan.CONNECTIONS_PER_SEED)))
                .toList();
        long postedAt = System.nanoTime();
        BatchView batch = client.submitBatch("demo", orders).value();
        narrator.line("");
        narrator.line("Posted a batch of %d seeds, %d connections each."
                .formatted(batch.seeds().size(), DemoPlan.CONNECTIONS_PER_SEED));
        try (Progress watched = Screen.ofTerminal()
                .<Progress>map(screen -> new LiveProgress(screen, narrator))
                .orElseGet(() -> new PlainProgress(narrator))) {
            progress = watched;
            supervisor = Supervisor.start(installation, watched::event);
            return result(new BatchFollower(client, batch, neighbours, postedAt).follow(watched));
        }
    }

    /** Wipes the live screen, so that others may print. */
    void hide() {
        Progress watched = progress;
        if (watched != null) {
            watched.close();
        }
    }

    /** Who has which connections now, as the service sees it. */
    List<String> budget() {
        ClusterView cluster = client.clusters().value().clusters().getFirst();
        return BudgetTable.lines(cluster, OutputDevice.current());
    }

    private static RunResult result(Snapshot end) {
        ClusterView cluster = end.cluster();
        Integer largest = cluster.largestPossible() == null ? cluster.budget() : cluster.largestPossible();
        List<SeedView> seeds = end.seeds();
        return new RunResult(
                seeds.size(),
                (int) seeds.stream()
                        .filter(seed -> seed.state() == SeedState.SUCCEEDED)
                        .count(),
                seeds.stream()
                        .mapToLong(seed -> seed.rows() == null ? 0 : seed.rows())
                        .sum(),
                largest == null ? 0 : largest,
                end.elapsed(),
                seeds.stream()
                        .filter(seed -> seed.state() != SeedState.SUCCEEDED)
                        .map(seed -> seed.seed() + ": " + seed.error())
                        .toList());
    }

    @Override
    public void close() {
        Supervisor watching = supervisor;
        if (watching != null) {
            watching.close();
        }
        installation.close();
    }
}
