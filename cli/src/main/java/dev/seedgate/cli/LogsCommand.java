package dev.seedgate.cli;

import dev.seedgate.cli.client.RunLogView;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows what a request's runs said. */
@Command(
        name = "logs",
        description = "Show what a request's runs did and said: steps, rows, notices, the end.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  seedctl logs 0198c2d4-7b1e",
            "  seedctl logs 0198c2d4-7b1e --json | jq -r '.lines[] | select(.kind == \"notice\").text'"
        })
final class LogsCommand implements Callable<Integer> {
    @Parameters(paramLabel = "ID", description = "A request's id, as 'submit' and 'list' show it.")
    private String id = "";

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Override
    public Integer call() {
        server.show(server.client().log(id), this::show);
        return ExitCode.OK;
    }

    private void show(RunLogView log) {
        Printer printer = server.printer();
        if (log.lines().isEmpty()) {
            printer.line("Nothing was said yet, or it is so long ago that it is gone.");
        }
        String token = "";
        for (RunLogView.Line line : log.lines()) {
            if (!token.isEmpty() && !token.equals(line.token())) {
                printer.line("");
            }
            token = line.token();
            printer.line("%s  %s%s".formatted(Printer.time(line.at()), mark(line.kind()), line.text()));
        }
        if (!log.complete()) {
            printer.line("There is more than is shown; topic seed.logs has all of it.");
        }
    }

    /** What others say is set off from what the worker does. */
    private static String mark(String kind) {
        return kind.equals("notice") || kind.equals("output") ? "  | " : "";
    }
}
