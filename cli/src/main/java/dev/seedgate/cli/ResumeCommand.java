package dev.seedgate.cli;

import dev.seedgate.cli.client.ClusterView;
import dev.seedgate.cli.client.SeedgateClient;
import dev.seedgate.cli.text.Words;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lets the granting go on. */
@Command(
        name = "resume",
        description = "Grant again after 'hold' or 'kill-seeds'. Seeds that were stopped go back into the queue.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExample:%n",
        footer = "  seedctl resume --cluster main")
final class ResumeCommand implements Callable<Integer> {
    @Mixin
    private ByOption by = new ByOption();

    @Mixin
    private ClusterOption cluster = new ClusterOption();

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Override
    public Integer call() {
        SeedgateClient client = server.client();
        server.show(client.resume(cluster.one(server, client), by.name()), this::show);
        return ExitCode.OK;
    }

    private void show(ClusterView resumed) {
        ClusterView.SeedCounts seeds = resumed.seeds();
        server.printer()
                .line("Cluster %s: granting goes on. %s, %s waiting."
                        .formatted(
                                resumed.cluster(),
                                Words.count(seeds == null ? 0 : seeds.running(), "seed") + " running",
                                Words.number(seeds == null ? 0 : seeds.queued() + seeds.retrying())));
        ClusterNotes.of(resumed).forEach(server.printer()::line);
    }
}
