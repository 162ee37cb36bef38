package dev.seedgate.cli;

import dev.seedgate.cli.client.Answer;
import dev.seedgate.cli.client.ConnectionRange;
import dev.seedgate.cli.client.SeedOrder;
import dev.seedgate.cli.client.SeedView;
import dev.seedgate.cli.client.SeedgateClient;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Posts one seed. */
@Command(
        name = "submit",
        description = "Post a seed. It runs as soon as its connections are free.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  seedctl submit meyer --database shop",
            "  seedctl submit meyer --database shop --parameter day=monday --wait",
            "  seedctl submit meyer --database shop --priority high --not-before 2026-02-01T02:00:00+01:00",
            "  seedctl submit meyer --database shop --idempotency-key nightly-2026-02-01"
        })
final class SubmitCommand implements Callable<Integer> {
    @Parameters(paramLabel = "SEED", description = "Its name; 'seedctl catalog' lists them.")
    private String seed = "";

    @Mixin
    private DatabaseOption database = new DatabaseOption();

    @Option(
            names = "--connections",
            paramLabel = "N[..MAX]",
            converter = ConnectionRangeConverter.class,
            description = "How many it needs, and how many it can use while nobody else needs them. Default: the"
                    + " definition's.")
    private @Nullable ConnectionRange connections;

    @Mixin
    private SchedulingOptions scheduling = new SchedulingOptions();

    @Option(names = "--parameter", paramLabel = "K=V", description = "A parameter of the definition; repeatable.")
    private Map<String, String> parameters = new LinkedHashMap<>();

    @Option(
            names = "--idempotency-key",
            paramLabel = "K",
            description = "Posting again with the same key is the same request, not a second one.")
    private @Nullable String idempotencyKey;

    @Option(names = "--wait", description = "Wait for its end; the status is 1 unless it succeeded.")
    private boolean wait;

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Override
    public Integer call() {
        SeedgateClient client = server.client();
        SeedOrder order =
                scheduling.order(seed, database.require(server), connections, parameters.isEmpty() ? null : parameters);
        Answer<SeedView> accepted = client.submit(order, idempotencyKey);
        if (!wait) {
            server.show(accepted, this::show);
            return ExitCode.OK;
        }
        Answer<SeedView> end = new Waiting(client, server.json() ? null : server.printer()).forEnd(accepted);
        server.show(end, said -> {});
        return Waiting.exitCode(end.value());
    }

    private void show(SeedView accepted) {
        Printer printer = server.printer();
        printer.line("%s %s".formatted(accepted.id(), Printer.word(accepted.state())));
        printer.line("Follow it with: %s watch %s".formatted(Invocation.name(), accepted.id()));
    }
}
