package dev.seedgate.cli;

import dev.seedgate.cli.client.ClusterView;
import dev.seedgate.cli.client.SeedgateClient;
import dev.seedgate.cli.text.Words;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Stops the granting. */
@Command(
        name = "hold",
        description = "Grant nothing more until 'resume'. What runs goes on.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExample:%n",
        footer = "  seedctl hold --reason 'migration at noon'")
final class HoldCommand implements Callable<Integer> {
    @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for those who find it held.")
    private @Nullable String reason;

    @Mixin
    private ByOption by = new ByOption();

    @Mixin
    private ClusterOption cluster = new ClusterOption();

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Override
    public Integer call() {
        SeedgateClient client = server.client();
        server.show(client.hold(cluster.one(server, client), by.name(), reason), this::show);
        return ExitCode.OK;
    }

    private void show(ClusterView held) {
        Printer printer = server.printer();
        ClusterView.Hold hold = held.hold();
        if (hold == null) {
            printer.line("Cluster %s was held, and is not any more.".formatted(held.cluster()));
            return;
        }
        printer.line("Cluster %s: held by %s since %s%s. Nothing more is granted; what runs goes on (%s, %s)."
                .formatted(
                        held.cluster(),
                        hold.by(),
                        Printer.time(hold.since()),
                        hold.reason().isBlank() ? "" : ": " + hold.reason(),
                        Words.count(held.tokens(), "token"),
                        Words.count(held.charged(), "connection")));
        printer.line("Let it go on with: %s resume".formatted(Invocation.name()));
    }
}
