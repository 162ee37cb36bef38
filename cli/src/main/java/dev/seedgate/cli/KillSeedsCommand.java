package dev.seedgate.cli;

import dev.seedgate.cli.client.Answer;
import dev.seedgate.cli.client.KillOrder;
import dev.seedgate.cli.client.KillReport;
import dev.seedgate.cli.client.SeedgateClient;
import dev.seedgate.cli.text.Question;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Ends what runs under tokens, at once. */
@Command(
        name = "kill-seeds",
        description = {
            "End sessions of tokens at once, and look again. Their seeds are held until 'resume'.",
            "Touches no session that is not a token's."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:PostgreSQL shows none of them any more", "1:something is left, or was refused"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  seedctl kill-seeds --dry-run           what would be ended",
            "  seedctl kill-seeds main-17             one token's",
            "  seedctl kill-seeds --hold --yes        all, and grant nothing more"
        })
final class KillSeedsCommand implements Callable<Integer> {
    @Parameters(arity = "0..*", paramLabel = "TOKEN", description = "Which; all that are out when none is named.")
    private List<String> tokens = List.of();

    @Option(names = "--dry-run", description = "Only say what would be ended.")
    private boolean dryRun;

    @Option(names = "--hold", description = "Stop granting as well.")
    private boolean hold;

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for the journal.")
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
        String meant = cluster.one(server, client);
        KillOrder order = new KillOrder(tokens.isEmpty() ? null : tokens, hold, dryRun, by.name(), reason);
        if (!dryRun && !yes && !confirmed(client, meant, order)) {
            server.printer().line("Nothing was done.");
            return ExitCode.OK;
        }
        Answer<KillReport> report = client.killSeeds(meant, order);
        server.show(
                report,
                said -> KillReportLines.of(said, server.printer().device()).forEach(server.printer()::line));
        return exitCode(report.value());
    }

    /** Whoever cannot be asked must have said yes. */
    private boolean confirmed(SeedgateClient client, String meant, KillOrder order) {
        if (!Question.canBeAsked()) {
            throw new CommandFailedException(
                    ExitCode.USAGE,
                    "kill-seeds ends sessions at once, and nobody can be asked here: say --yes, or --dry-run to see which.");
        }
        KillReport plan = client.killSeeds(meant, order.dry()).value();
        KillReportLines.of(plan, server.printer().device()).forEach(server.printer()::line);
        return (hold || !plan.tokens().isEmpty())
                && Question.isAnsweredYes(hold ? "End them, and grant nothing more?" : "End them?");
    }

    private static int exitCode(KillReport report) {
        boolean done = report.dryRun() || report.allGone();
        return done && report.refused().isEmpty() ? ExitCode.OK : ExitCode.FAILED;
    }
}
