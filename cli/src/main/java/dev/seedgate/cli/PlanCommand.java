package dev.seedgate.cli;

import dev.seedgate.cli.client.SeedgateClient;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says which plan, or which change, a cluster needs. */
@Command(
        name = "plan",
        description =
                "Say which plan, or which change, a server needs: what was recorded is replayed by the scheduler itself under"
                        + " others. Takes some seconds.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {"  seedctl plan --cluster main", "  seedctl plan --days 30 --p95-wait 10m"})
final class PlanCommand implements Callable<Integer> {
    @Mixin
    private ClusterOption cluster = new ClusterOption();

    @Option(
            names = "--days",
            paramLabel = "N",
            description = "How far to look back, as far as the journal goes. Default: 7.")
    private @Nullable Integer days;

    @Option(
            names = "--p95-wait",
            paramLabel = "TIME",
            description = "The wish: 19 of 20 requests wait no longer. Default: 2m.")
    private @Nullable String p95Wait;

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Override
    public Integer call() {
        SeedgateClient client = server.client();
        String one = cluster.one(server, client);
        server.show(
                client.plan(one, query()),
                plan -> PlanLines.of(plan, server.printer().device()).forEach(server.printer()::line));
        return ExitCode.OK;
    }

    private Map<String, String> query() {
        Map<String, String> query = new TreeMap<>();
        if (days != null) {
            query.put("days", days.toString());
        }
        if (p95Wait != null) {
            query.put("p95Wait", p95Wait);
        }
        return query;
    }
}
