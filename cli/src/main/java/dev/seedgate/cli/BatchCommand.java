package dev.seedgate.cli;

import dev.seedgate.cli.client.Answer;
import dev.seedgate.cli.client.BatchView;
import dev.seedgate.cli.client.ConnectionRange;
import dev.seedgate.cli.client.SeedOrder;
import dev.seedgate.cli.client.SeedView;
import dev.seedgate.cli.client.SeedgateClient;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Posts several seeds at once, all or none. */
@Command(
        name = "batch",
        description = {
            "Post several seeds at once: all of them are accepted, or none.",
            "They have one place in line; the one that is expected to take longest starts first."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  seedctl batch meyer omix keystone --database shop",
            "  seedctl batch nightly.yaml --wait",
            "",
            "A file (YAML or JSON) looks like this; options stand for what an entry leaves out:",
            "  name: nightly",
            "  seeds:",
            "    - { seed: schema, database: shop }",
            "    - { seed: meyer, database: shop, after: [schema] }",
            "    - { seed: omix, database: shop, priority: 800, parameters: { day: mon } }"
        })
final class BatchCommand implements Callable<Integer> {
    @Parameters(
            arity = "1..*",
            paramLabel = "FILE|SEED",
            description = "One file that ends in .yaml, .yml or .json, or names of seeds.")
    private List<String> arguments = List.of();

    @Mixin
    private DatabaseOption database = new DatabaseOption();

    @Option(
            names = "--connections",
            paramLabel = "N[..MAX]",
            converter = ConnectionRangeConverter.class,
            description = "How many each needs, and how many it can use while nobody else needs them. Default: the"
                    + " definition's.")
    private @Nullable ConnectionRange connections;

    @Mixin
    private SchedulingOptions scheduling = new SchedulingOptions();

    @Option(names = "--name", paramLabel = "NAME", description = "What people call the batch.")
    private @Nullable String name;

    @Option(names = "--wait", description = "Wait for the end of all; the status is 1 unless all succeeded.")
    private boolean wait;

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        SeedgateClient client = server.client();
        BatchFile batch = batch();
        Answer<BatchView> accepted = client.submitBatch(name == null ? batch.name() : name, batch.seeds());
        server.show(accepted, this::show);
        return wait ? awaitAll(client, accepted.value().seeds()) : ExitCode.OK;
    }

    private void show(BatchView accepted) {
        Printer printer = server.printer();
        printer.line("batch %s: %d seeds accepted"
                .formatted(accepted.batch(), accepted.seeds().size()));
        if (!wait) {
            printer.line("Follow it with: %s list --batch %s".formatted(Invocation.name(), accepted.batch()));
        }
    }

    private BatchFile batch() {
        BatchFile batch = isFile(arguments.getFirst()) && arguments.size() == 1
                ? BatchFile.read(Path.of(arguments.getFirst()))
                : new BatchFile(
                        null,
                        arguments.stream()
                                .map(seed -> SeedOrder.of(seed, null, null))
                                .toList());
        SeedOrder defaults = scheduling.order("", database.find(server), connections, null);
        BatchFile complete = new BatchFile(
                batch.name(),
                batch.seeds().stream().map(order -> order.orElse(defaults)).toList());
        complete.seeds().stream()
                .filter(order -> order.database() == null)
                .findFirst()
                .ifPresent(order -> {
                    throw new ParameterException(
                            spec.commandLine(),
                            "Which database does seed '" + order.seed() + "' write to? Say --database D.");
                });
        return complete;
    }

    private int awaitAll(SeedgateClient client, List<SeedView> seeds) {
        int worst = ExitCode.OK;
        for (SeedView seed : seeds) {
            Answer<SeedView> end = new Waiting(client, null).forEnd(client.seed(seed.id()));
            worst = Math.max(worst, Waiting.exitCode(end.value()));
        }
        if (!server.json()) {
            server.printer()
                    .seeds(seeds.stream()
                            .map(seed -> client.seed(seed.id()).value())
                            .toList());
        }
        return worst;
    }

    private static boolean isFile(String argument) {
        return argument.endsWith(".yaml") || argument.endsWith(".yml") || argument.endsWith(".json");
    }
}
