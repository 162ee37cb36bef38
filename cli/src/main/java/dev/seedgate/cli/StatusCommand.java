package dev.seedgate.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.seedgate.cli.client.Answer;
import dev.seedgate.cli.client.ClusterView;
import dev.seedgate.cli.client.SeedPage;
import dev.seedgate.cli.client.SeedView;
import dev.seedgate.cli.client.SeedgateClient;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows where things stand: the installation, or one request. */
@Command(
        name = "status",
        description = "Show who has which connections, what runs, and what waits and why; or all about one request.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {"  seedctl status", "  seedctl status 0198c2d4-7b1e", "  seedctl status --json | jq .clusters"})
final class StatusCommand implements Callable<Integer> {
    private static final String MOST = "1000";

    @Parameters(arity = "0..1", paramLabel = "ID", description = "A request's id, as 'submit' and 'list' show it.")
    private @Nullable String id;

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        SeedgateClient client = server.client();
        Printer printer = new Printer(spec.commandLine().getOut());
        if (id == null) {
            installation(client, printer);
        } else {
            request(client, printer, id);
        }
        return ExitCode.OK;
    }

    private void request(SeedgateClient client, Printer printer, String request) {
        Answer<SeedView> seed = client.seed(request);
        if (server.json()) {
            printer.json(seed.json());
        } else {
            printer.seed(seed.value());
        }
    }

    private void installation(SeedgateClient client, Printer printer) {
        Answer<ClusterView.Clusters> clusters = client.clusters();
        Answer<SeedPage> running = inState(client, "running");
        Answer<SeedPage> queued = inState(client, "queued");
        Answer<SeedPage> retrying = inState(client, "retrying");
        if (server.json()) {
            ObjectNode all = JsonNodeFactory.instance.objectNode();
            all.set("clusters", clusters.json().path("clusters"));
            all.set("running", running.json().path("seeds"));
            all.set("queued", queued.json().path("seeds"));
            all.set("retrying", retrying.json().path("seeds"));
            printer.json(all);
            return;
        }
        for (ClusterView cluster : clusters.value().clusters()) {
            printer.budget(cluster);
            printer.line("");
        }
        printer.line("Running: %d".formatted(running.value().total()));
        show(printer, running.value().seeds());
        printer.line("Waiting: %d"
                .formatted(queued.value().total() + retrying.value().total()));
        showWaiting(printer, queued.value().seeds(), retrying.value().seeds());
    }

    private static void show(Printer printer, List<SeedView> seeds) {
        if (!seeds.isEmpty()) {
            printer.seeds(seeds);
        }
        printer.line("");
    }

    private static void showWaiting(Printer printer, List<SeedView> queued, List<SeedView> retrying) {
        List<SeedView> waiting = new ArrayList<>(queued);
        waiting.addAll(retrying);
        waiting.sort(Comparator.comparingInt(StatusCommand::position));
        if (!waiting.isEmpty()) {
            printer.waiting(waiting);
        }
    }

    private static int position(SeedView seed) {
        SeedView.Waiting waiting = seed.waiting();
        return waiting == null || waiting.position() == null ? Integer.MAX_VALUE : waiting.position();
    }

    private static Answer<SeedPage> inState(SeedgateClient client, String state) {
        return client.seeds(new TreeMap<>(Map.of("state", state, "limit", MOST)));
    }
}
