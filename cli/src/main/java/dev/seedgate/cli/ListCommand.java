package dev.seedgate.cli;

import dev.seedgate.cli.client.Answer;
import dev.seedgate.cli.client.SeedPage;
import dev.seedgate.cli.client.SeedgateClient;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists requests. */
@Command(
        name = "list",
        description = "List requests, the newest first.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  seedctl list --state dead",
            "  seedctl list --batch B --watch",
            "  seedctl list --batch B --json | jq -r .seeds[].id"
        })
final class ListCommand implements Callable<Integer> {
    @Option(
            names = "--state",
            paramLabel = "S",
            description =
                    "Only those that are accepted, queued, running, retrying, held, succeeded, dead or cancelled.")
    private @Nullable String state;

    @Option(names = "--database", paramLabel = "D", description = "Only those that write to this database.")
    private @Nullable String database;

    @Option(names = "--cluster", paramLabel = "C", description = "Only those of this PostgreSQL server.")
    private @Nullable String cluster;

    @Option(names = "--batch", paramLabel = "B", description = "Only those posted with this batch.")
    private @Nullable String batch;

    @Option(names = "--seed", paramLabel = "NAME", description = "Only those of this definition.")
    private @Nullable String seed;

    @Option(names = "--limit", paramLabel = "N", description = "How many at most, up to 1000. Default: 100.")
    private @Nullable Integer limit;

    @Option(names = "--after", paramLabel = "CURSOR", description = "The page that follows, as the last one says.")
    private @Nullable String after;

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Mixin
    private WatchOption watch = new WatchOption();

    @Override
    public Integer call() {
        SeedgateClient client = server.client();
        watch.show(server, () -> {
            Answer<SeedPage> page = client.seeds(filter());
            return new WatchOption.Shown(page.json(), printer -> show(printer, page.value()));
        });
        return ExitCode.OK;
    }

    private static void show(Printer printer, SeedPage page) {
        printer.seeds(page.seeds());
        String next = page.next();
        if (next != null) {
            printer.line(
                    "%d of %d; the next page: --after %s".formatted(page.seeds().size(), page.total(), next));
        }
    }

    private Map<String, String> filter() {
        Map<String, String> filter = new LinkedHashMap<>();
        put(filter, "state", state);
        put(filter, "database", database);
        put(filter, "cluster", cluster);
        put(filter, "batch", batch);
        put(filter, "seed", seed);
        put(filter, "limit", limit);
        put(filter, "after", after);
        return filter;
    }

    private static void put(Map<String, String> filter, String name, @Nullable Object value) {
        if (value != null) {
            filter.put(name, value.toString());
        }
    }
}
