package dev.seedgate.cli;

import dev.seedgate.cli.demo.Demo;
import dev.seedgate.cli.demo.DemoPlan;
import dev.seedgate.cli.demo.DemoReport;
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

/** Runs the demo. */
@Command(
        name = "demo",
        description = {
            "See all of it at work, with nothing but a JDK: a real Kafka broker and a real PostgreSQL with 25"
                    + " connections, an API and background jobs that hold some of them, the admission service and its"
                    + " workers, and a batch of 18 seeds that want 36.",
            "",
            "It stays up until Ctrl-C, which ends everything it started. Kill a worker or the admission service in the"
                    + " middle of it (kill -9) and watch."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:with --exit: every seed succeeded, the API was never kept out, the budget was kept",
            "1:not all went well, or it could not start",
            "130:ended by Ctrl-C"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  seedctl demo",
            "  seedctl demo --exit --json out.json   for scripts",
            "  seedctl demo --ungated                what happens without tokens"
        })
final class DemoCommand implements Callable<Integer> {
    @Option(names = "--exit", description = "End after the summary; the status says whether all went well.")
    private boolean exit;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the figures into this file.")
    private @Nullable Path json;

    @Option(
            names = "--ungated",
            description = "Run the same imports all at once, without tokens, and end. Its peakTokenSessions are the"
                    + " imports'.")
    private boolean ungated;

    @Option(
            names = "--workers",
            paramLabel = "N",
            defaultValue = "3",
            description = "How many workers. Default: ${DEFAULT-VALUE}.")
    private int workers;

    @Option(
            names = "--rows",
            paramLabel = "N",
            defaultValue = "200000",
            description = "Rows of the large feed; the other five have a quarter of it. Default: ${DEFAULT-VALUE}.")
    private int rows;

    @Option(names = "--keep", paramLabel = "DIR", description = "Keep data and logs in this new or empty folder.")
    private @Nullable Path keep;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        DemoPlan plan = plan();
        requireFolderOf(json);
        Demo demo = new Demo(plan, spec.commandLine().getOut());
        Thread hook = new Thread(() -> interrupted(demo), "demo-end");
        Runtime.getRuntime().addShutdownHook(hook);
        DemoReport report = reportOf(demo, hook);
        if (!exit && !ungated) {
            spec.commandLine().getOut().println("\nAll of it stays up until Ctrl-C.");
            spec.commandLine().getOut().flush();
            new CountDownLatch(1).await();
        }
        Runtime.getRuntime().removeShutdownHook(hook);
        demo.close();
        return report.allWell() ? ExitCode.OK : ExitCode.FAILED;
    }

    private DemoReport reportOf(Demo demo, Thread hook) throws Exception {
        try {
            DemoReport report = demo.run();
            if (json != null) {
                report.writeTo(json);
            }
            return report;
        } catch (Exception e) {
            if (demo.isEnding()) {
                new CountDownLatch(1).await(); // The shutdown hook has the word.
            }
            Runtime.getRuntime().removeShutdownHook(hook);
            Path folder = demo.abandon();
            String message = e.getMessage() == null ? e.toString() : e.getMessage();
            throw new CommandFailedException(
                    ExitCode.FAILED,
                    "The demo could not go on: %s%nData and logs are kept in %s.".formatted(message, folder));
        }
    }

    private DemoPlan plan() {
        try {
            return new DemoPlan(!ungated, workers, rows, keep);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    /** Found out before the demo, not after it. */
    private void requireFolderOf(@Nullable Path file) {
        if (file == null) {
            return;
        }
        Path folder = file.toAbsolutePath().getParent();
        if (Files.isDirectory(file) || folder == null || !Files.isWritable(folder)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--json: cannot write " + file + "; name a file in a folder that you may write to");
        }
    }

    private static void interrupted(Demo demo) {
        demo.lastWord("\nEnding the demo ...");
        demo.close();
        demo.lastWord("Ended; nothing of it is left running.");
    }
}
