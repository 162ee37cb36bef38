package dev.seedgate.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.seedgate.cli.client.Answer;
import dev.seedgate.cli.client.ProblemException;
import dev.seedgate.cli.client.SeedView;
import dev.seedgate.cli.client.SeedgateClient;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Asks the same for each of some requests; one that is refused does not keep the others from being asked for. */
abstract class EachSeedCommand implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "ID", description = "Ids of requests.")
    private List<String> ids = List.of();

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    abstract Answer<SeedView> ask(SeedgateClient client, String id);

    /** What was asked and how the request stands, as it goes on after its id and seed. */
    abstract String words(SeedView seed);

    @Override
    public Integer call() {
        SeedgateClient client = server.client();
        Printer printer = server.printer();
        ArrayNode answers = JsonNodeFactory.instance.arrayNode();
        int status = ExitCode.OK;
        for (String id : ids) {
            try {
                Answer<SeedView> answer = ask(client, id);
                answers.add(answer.json());
                say(printer, answer.value());
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
            printer.line("%s %s: %s".formatted(seed.id(), seed.seed(), words(seed)));
        }
    }
}
