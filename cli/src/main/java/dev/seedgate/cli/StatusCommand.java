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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows where things stand: the installation, or one request. */
@Command(
        name = "status",
        description = "Show who has which connections, what runs, and what waits and why; or all about one request.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  seedctl status",
            "  seedctl status --watch",
            "  seedctl status 0198c2d4-7b1e",
            "  seedctl status --json | jq .clusters"
        })
final class StatusCommand implements Callable<Integer> {
    private static final String MOST = "1000";

    @Parameters(arity = "0..1", paramLabel = "ID", description = "A request's id, as 'submit' and 'list' show it.")
    private @Nullable String id;

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Mixin
    private WatchOption watch = new WatchOption();

    @Override
    public Integer call() {
        SeedgateClient client = server.client();
        watch.show(server, () -> id == null ? installation(client) : request(client, id));
        return ExitCode.OK;
    }

    private static WatchOption.Shown request(SeedgateClient client, String id) {
        Answer<SeedView> seed = client.seed(id);
        return new WatchOption.Shown(seed.json(), printer -> printer.seed(seed.value()));
    }

    private static WatchOption.Shown installation(SeedgateClient client) {
        Answer<ClusterView.Clusters> clusters = client.clusters();
        Map<String, Answer<SeedPage>> unfinished = new LinkedHashMap<>();
        for (String state : List.of("running", "queued", "retrying", "held")) {
            unfinished.put(state, client.seeds(new TreeMap<>(Map.of("state", state, "limit", MOST))));
        }
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        all.set("clusters", clusters.json().path("clusters"));
        unfinished.forEach((state, page) -> all.set(state, page.json().path("seeds")));
        return new WatchOption.Shown(all, printer -> show(printer, clusters.value(), unfinished));
    }

    private static void show(Printer printer, ClusterView.Clusters clusters, Map<String, Answer<SeedPage>> unfinished) {
        for (ClusterView cluster : clusters.clusters()) {
            printer.budget(cluster);
            printer.line("");
        }
        List<SeedView> waiting = new ArrayList<>();
        long total = 0;
        for (Map.Entry<String, Answer<SeedPage>> each : unfinished.entrySet()) {
            SeedPage page = each.getValue().value();
            if (each.getKey().equals("running")) {
                printer.line("Running: %d".formatted(page.total()));
                if (!page.seeds().isEmpty()) {
                    printer.seeds(page.seeds());
                }
                printer.line("");
            } else {
                total += page.total();
                waiting.addAll(page.seeds());
            }
        }
        printer.line("Waiting: %d".formatted(total));
        if (!waiting.isEmpty()) {
            waiting.sort(Comparator.comparingInt(StatusCommand::position));
            printer.waiting(waiting);
        }
    }

    private static int position(SeedView seed) {
        SeedView.Waiting waiting = seed.waiting();
        return waiting == null || waiting.position() == null ? Integer.MAX_VALUE : waiting.position();
    }
}
