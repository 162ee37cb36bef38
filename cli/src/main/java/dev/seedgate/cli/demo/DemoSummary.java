package dev.seedgate.cli.demo;

import dev.seedgate.cli.Invocation;
import dev.seedgate.cli.text.Words;
import dev.seedgate.localstack.LocalStack;
import dev.seedgate.localstack.workload.ApiProbe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What people read at the end: how it went, who has the connections, and where to look next. */
record DemoSummary(DemoPlan plan, DemoFolder folder, LocalStack stack, DemoDatabase database) {
    private static final int MOST_COMPLAINTS = 20;

    List<String> verdict(DemoReport report, List<String> complaints, Neighbours neighbours) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add("%d of %d seeds succeeded, %d failed: %s in %s"
                .formatted(
                        report.seeds().succeeded(),
                        report.seeds().posted(),
                        report.seeds().failed(),
                        Words.count(report.rowsLoaded(), "row"),
                        Words.duration(Duration.ofMillis(Math.round(report.makespanSeconds() * 1000)))));
        complaints.stream().limit(plan.gated() ? MOST_COMPLAINTS : 0).forEach(line -> lines.add("  " + line));
        DemoReport.Database database = report.database();
        lines.add("Sessions of seeds, as PostgreSQL itself showed them: at most %d at once; the budget %s %d"
                .formatted(
                        database.peakTokenSessions(), plan.gated() ? "was" : "would have been", database.seedBudget()));
        lines.add("Sessions of everybody: at most %d at once; ordinary roles may have %d of the %d"
                .formatted(
                        database.peakSessions(),
                        database.maxConnections() - DemoPlan.SUPERUSER_RESERVED,
                        database.maxConnections()));
        lines.add(api(neighbours.api().result()));
        lines.add(
                report.allWell()
                        ? "All went well."
                        : plan.gated()
                                ? "Not all went well."
                                : "This is what happens without tokens. '" + Invocation.name()
                                        + " demo' runs the same with them.");
        return lines;
    }

    /** Who has which connections, as the service sees it. */
    List<String> budget(GatedRun run) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.addAll(run.budget());
        return lines;
    }

    List<String> whereToLook(GatedRun run) {
        String server = run.client().server().toString();
        String seedctl = Invocation.name();
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add("Where to look next:");
        lines.add("  page     " + server + "/");
        lines.add("  " + seedctl + " status --server " + server);
        lines.add("  " + seedctl + " list --server " + server);
        lines.add("  " + seedctl + " submit meyer --database " + DemoPlan.DATABASE + " --wait --server " + server);
        lines.add(
                "  " + seedctl + " topics --bootstrap-servers " + stack.broker().bootstrapServers());
        lines.add("  API      " + server + "/v1/seeds, described at " + server + "/q/openapi");
        lines.add("  metrics  " + server + "/q/metrics");
        lines.add("  psql     " + database.studioAddress());
        lines.add("  logs     " + stack.folder() + "/*/*.log");
        lines.add("");
        lines.add("All of it stays up until Ctrl-C.");
        return lines;
    }

    private static String api(ApiProbe.Result api) {
        String failures = api.failed() == 0
                ? "never kept out"
                : "%d times kept out (SQLSTATE %s)"
                        .formatted(
                                api.failed(), String.join(", ", api.failures().keySet()));
        return "The API connected %s meanwhile: %s, slowest %d ms"
                .formatted(
                        Words.count(api.attempts(), "time"),
                        failures,
                        api.slowest().toMillis());
    }
}
