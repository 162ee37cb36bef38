package dev.seedgate.cli;

import dev.seedgate.cli.demo.LocalUp;
import dev.seedgate.cli.demo.UpPlan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs an installation on this machine, for development. */
@Command(
        name = "up",
        description = {
            "Start an installation on this machine, with nothing but a JDK: a real Kafka broker, a real PostgreSQL, the"
                    + " admission service and workers. It has the example seeds, or yours, and runs none of them.",
            "",
            "It stays up until Ctrl-C, which ends everything it started and removes the data."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"1:it could not start", "2:wrong arguments, or a port is taken", "130:ended by Ctrl-C"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  seedctl up",
            "  seedctl up --catalog seeds/catalog --workers 1",
            "  seedctl up --port 0 --broker-port 0 --json    free ports, and where it is"
        })
final class UpCommand implements Callable<Integer> {
    @Option(
            names = "--catalog",
            paramLabel = "FOLDER",
            description = "Your definitions. Default: the example seeds, with small feeds.")
    private @Nullable Path catalog;

    @Option(
            names = "--workers",
            paramLabel = "N",
            defaultValue = "2",
            description = "How many workers. Default: ${DEFAULT-VALUE}.")
    private int workers;

    @Option(
            names = "--max-connections",
            paramLabel = "N",
            defaultValue = "25",
            description = "PostgreSQL's. Default: ${DEFAULT-VALUE}.")
    private int maxConnections;

    @Option(
            names = "--port",
            paramLabel = "P",
            defaultValue = "8080",
            description = "The admission service's; 0 for a free one. Default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(
            names = "--broker-port",
            paramLabel = "P",
            defaultValue = "9092",
            description = "Kafka's; 0 for a free one. Default: ${DEFAULT-VALUE}.")
    private int brokerPort;

    @Option(
            names = "--postgres-port",
            paramLabel = "P",
            defaultValue = "0",
            description = "PostgreSQL's. Default: a free one.")
    private int postgresPort;

    @Option(names = "--keep", paramLabel = "DIR", description = "Keep data and logs in this new or empty folder.")
    private @Nullable Path keep;

    @Option(names = "--json", description = "When it is up, print where it is as a line of JSON, and nothing else.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        LocalUp up = new LocalUp(plan(), spec.commandLine().getOut(), json);
        Thread hook = new Thread(() -> interrupted(up), "up-end");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            up.start();
        } catch (Exception e) {
            if (up.isEnding()) {
                new CountDownLatch(1).await(); // The shutdown hook has the word.
            }
            Runtime.getRuntime().removeShutdownHook(hook);
            Path folder = up.abandon();
            throw new CommandFailedException(
                    ExitCode.FAILED,
                    "It could not start: %s. Data and logs are kept in %s."
                            .formatted(e.getMessage() == null ? e : e.getMessage(), folder));
        }
        new CountDownLatch(1).await();
        return ExitCode.OK;
    }

    private UpPlan plan() {
        if (catalog != null && !Files.isDirectory(catalog)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--catalog: there is no folder " + catalog + "; 'seedctl seeds new' begins one.");
        }
        try {
            return new UpPlan(catalog, workers, maxConnections, port, brokerPort, postgresPort, keep);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private static void interrupted(LocalUp up) {
        up.lastWord("\nEnding it ...");
        up.close();
        up.lastWord("Ended; nothing of it is left running.");
    }
}
