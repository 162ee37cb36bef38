package dev.seedgate.cli;

import dev.seedgate.cli.client.BrokerUnreachableException;
import dev.seedgate.cli.client.ProblemException;
import dev.seedgate.cli.client.UnreachableException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

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
            ListCommand.class,
            CancelCommand.class,
            TokensCommand.class,
            TopicsCommand.class,
            CommandLine.HelpCommand.class
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:success",
            "1:refused by the server, or a seed failed",
            "2:wrong arguments",
            "69:no admission service answers, or it cannot serve now"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  seedctl demo                                 see all of it at work, with nothing but a JDK",
            "  seedctl submit meyer --database shop --wait  run a seed and wait for its end",
            "  seedctl status                               the budget: who has what, who waits and why",
            "",
            "'seedctl help VERB' explains a verb. The admission service is looked for at --server,",
            "else $$SEEDGATE_SERVER, else http://127.0.0.1:8080."
        })
public final class Seedctl implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Seedctl())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setUsageHelpLongOptionsMaxWidth(32)
                .setExecutionExceptionHandler(Seedctl::explain);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which verb?");
    }

    private static int explain(Exception problem, CommandLine command, ParseResult arguments) throws Exception {
        PrintWriter err = command.getErr();
        switch (problem) {
            case ProblemException refused -> {
                err.println(refused.getMessage());
                if (refused.isUnavailable()) {
                    err.println("Nothing was accepted. Try again in a moment.");
                    return ExitCode.UNAVAILABLE;
                }
                return ExitCode.FAILED;
            }
            case UnreachableException unreachable -> {
                err.println(unreachable.getMessage());
                err.println(
                        "Start one, or say where it is: --server URL or SEEDGATE_SERVER. 'seedctl demo' brings one along.");
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
