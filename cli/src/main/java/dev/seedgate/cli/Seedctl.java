package dev.seedgate.cli;

import dev.seedgate.catalog.Suggestion;
import dev.seedgate.cli.client.BrokerUnreachableException;
import dev.seedgate.cli.client.ProblemException;
import dev.seedgate.cli.client.UnreachableException;
import dev.seedgate.cli.exec.ExecCommand;
import dev.seedgate.cli.seeds.SeedsCommand;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command without a verb, and what all verbs share: help, version, and how errors are shown. */
@Command(
        name = "seedctl",
        description = "Runs seeds against a PostgreSQL that has few connections, without ever taking one too many.",
        mixinStandardHelpOptions = true,
        versionProvider = Seedctl.Version.class,
        sortOptions = false,
        subcommands = {
            DemoCommand.class,
            SubmitCommand.class,
            BatchCommand.class,
            StatusCommand.class,
            WatchCommand.class,
            LogsCommand.class,
            RejectsCommand.class,
            ListCommand.class,
            CancelCommand.class,
            RetryCommand.class,
            TokensCommand.class,
            ExecCommand.class,
            SchedulesCommand.class,
            CheckConnectionsCommand.class,
            KillSeedsCommand.class,
            HoldCommand.class,
            ResumeCommand.class,
            SeedsCommand.class,
            TopicsCommand.class,
            CommandLine.HelpCommand.class
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:success",
            "1:refused by the server, or a seed failed",
            "2:wrong arguments",
            "69:no admission service answers, or it cannot serve now",
            "75, 76 of exec:no token in time; the token was lost",
            "check-connections has the status of monitoring plug-ins: 0, 1 warn, 2 critical, 3 unknown"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  seedctl demo                                 all of it at work, on a JDK alone",
            "  seedctl submit meyer --database shop --wait  run a seed and wait for its end",
            "  seedctl status                               who has what, who waits and why",
            "",
            "'seedctl help VERB' explains a verb. The admission service is the one that --server",
            "names, else $$SEEDGATE_SERVER, else http://127.0.0.1:8080."
        })
public final class Seedctl implements Callable<Integer> {
    /** What libraries write to their logs is not for those who read a command's output. Held, because loggers are weakly held. */
    private static final Logger LIBRARIES = Logger.getLogger("");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    public static void main(String[] arguments) {
        LIBRARIES.setLevel(Level.WARNING);
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Seedctl())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setUsageHelpLongOptionsMaxWidth(32)
                .setParameterExceptionHandler(Seedctl::explainArguments)
                .setExecutionExceptionHandler(Seedctl::explain);
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return ExitCode.USAGE;
    }

    /** Briefly: a page of help would hide what is wrong. */
    private static int explainArguments(ParameterException problem, String[] arguments) {
        CommandLine command = problem.getCommandLine();
        PrintWriter err = command.getErr();
        List<String> unknown = command.getUnmatchedArguments();
        if (problem instanceof MissingParameterException && !unknown.isEmpty()) {
            // A misspelt option is the likelier reason, and picocli would only say that the right one is missing.
            problem = new UnmatchedArgumentException(command, unknown);
        }
        err.println(problem.getMessage());
        if (unknown.isEmpty() || command.getSubcommands().isEmpty()) {
            UnmatchedArgumentException.printSuggestions(problem, err);
        } else {
            suggestVerb(unknown.getFirst(), command, err);
        }
        err.println("See '" + command.getCommandSpec().qualifiedName() + " --help'.");
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    /** Picocli's own guess compares pairs of letters, and takes 'sumbit' for 'resume'. */
    private static void suggestVerb(String typed, CommandLine command, PrintWriter err) {
        Suggestion.nearest(typed, command.getSubcommands().keySet())
                .ifPresent(verb ->
                        err.println("Did you mean: " + command.getCommandSpec().qualifiedName() + " " + verb + "?"));
    }

    private static int explain(Exception problem, CommandLine command, ParseResult arguments) throws Exception {
        PrintWriter err = command.getErr();
        switch (problem) {
            case ProblemException refused -> {
                err.println(refused.getMessage());
                if (refused.isUnavailable()) {
                    err.println(
                            refused.isNothingAccepted()
                                    ? "Nothing was accepted. Try again in a moment."
                                    : "Look again in a moment.");
                    return ExitCode.UNAVAILABLE;
                }
                return ExitCode.FAILED;
            }
            case UnreachableException unreachable -> {
                err.println(unreachable.getMessage());
                err.println(
                        "Start one, or name it with --server URL or SEEDGATE_SERVER. 'seedctl demo' brings its own.");
                return ExitCode.UNAVAILABLE;
            }
            case BrokerUnreachableException unreachable -> {
                err.println(unreachable.getMessage());
                err.println("Say where it is: --bootstrap-servers HOST:PORT or KAFKA_BOOTSTRAP_SERVERS.");
                return ExitCode.UNAVAILABLE;
            }
            case CommandFailedException failed -> {
                err.println(failed.getMessage());
                return failed.exitCode();
            }
            default -> throw problem;
        }
    }

    /** The version of the jar, or that there is none. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Seedctl.class.getPackage().getImplementationVersion();
            return new String[] {
                "seedctl " + (version == null ? "(not packaged)" : version), "on Java " + Runtime.version()
            };
        }
    }
}
