package dev.seedgate.cli;

import dev.seedgate.cli.client.SeedView;
import dev.seedgate.cli.watch.SeedDisplay;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Watches one request until it has ended. */
@Command(
        name = "watch",
        description = "Watch a request until it has ended. Ctrl-C ends the watching, not the seed.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:it succeeded", "1:it failed for good or was cancelled", "69:no admission service answers"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  seedctl watch 0198c2d4-7b1e",
            "  seedctl watch 0198c2d4-7b1e --json | jq .progress.rows",
            "",
            "With --json, each line is the request as it is at that moment."
        })
final class WatchCommand implements Callable<Integer> {
    @Parameters(paramLabel = "ID", description = "A request's id, as 'submit' and 'list' show it.")
    private String id = "";

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        Printer printer = server.printer();
        Watching watching = new Watching(server.client(), id);
        if (server.json()) {
            return Waiting.exitCode(
                    watching.toEnd(seed -> printer.line(seed.json().toString())).value());
        }
        SeedView end = shown(watching, printer);
        printer.line(Waiting.line(end));
        return Waiting.exitCode(end);
    }

    private SeedView shown(Watching watching, Printer printer) throws InterruptedException {
        try (SeedDisplay display = SeedDisplay.on(printer::line)) {
            Thread farewell = new Thread(() -> sayFarewell(display));
            Runtime.getRuntime().addShutdownHook(farewell);
            try {
                return watching.toEnd(seed -> show(display, seed.value())).value();
            } finally {
                forget(farewell);
            }
        }
    }

    /** How it ended is the last word, and stays where a bar is wiped away. */
    private static void show(SeedDisplay display, SeedView seed) {
        if (!seed.state().isFinal()) {
            display.show(seed, Waiting.line(seed));
        }
    }

    private void sayFarewell(SeedDisplay display) {
        display.close();
        PrintWriter err = spec.commandLine().getErr();
        err.println("The seed goes on. Watch it again: %s watch %s; stop it: %s cancel %s"
                .formatted(Invocation.name(), id, Invocation.name(), id));
        err.flush();
    }

    private static void forget(Thread farewell) {
        try {
            Runtime.getRuntime().removeShutdownHook(farewell);
        } catch (IllegalStateException e) {
            // The process is ending, and the farewell under way.
        }
    }
}
