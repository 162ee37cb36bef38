package dev.seedgate.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.seedgate.cli.client.Answer;
import dev.seedgate.cli.client.ProblemException;
import dev.seedgate.cli.client.SeedView;
import dev.seedgate.cli.client.SeedgateClient;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Queues requests again that failed for good or were cancelled. */
@Command(
        name = "retry",
        description =
                "Queue requests again that are dead or cancelled, as they were posted and under their old ids. Those that were"
                        + " cancelled because they run after one of them come back behind it.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExample:%n",
        footer = "  seedctl retry 0198c2d4-7b1e")
final class RetryCommand implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "ID", description = "Ids of requests.")
    private List<String> ids = List.of();

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        SeedgateClient client = server.client();
        Printer printer = server.printer();
        ArrayNode answers = JsonNodeFactory.instance.arrayNode();
        int status = ExitCode.OK;
        for (String id : ids) {
            try {
                Answer<SeedView> retried = client.retry(id);
                answers.add(retried.json());
                say(printer, retried.value());
            } catch (ProblemException e) {
                spec.commandLine().getErr().println(id + ": " + e.getMessage());
                status = e.isUnavailable() ? ExitCode.UNAVAILABLE : ExitCode.FAILED;
            }
        }
        if (server.json()) {
            printer.json(answers);
        }
        return status;
    }

    private void say(Printer printer, SeedView seed) {
        if (!server.json()) {
            printer.line("%s %s: retried; it is %s".formatted(seed.id(), seed.seed(), Printer.word(seed.state())));
        }
    }
}
