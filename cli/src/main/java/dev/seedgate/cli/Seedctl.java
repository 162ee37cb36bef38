package dev.seedgate.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command without a verb, and what all verbs share: help, version, and how errors are shown. */
@Command(
        name = "seedctl",
        description = "Runs seeds against a PostgreSQL that has few connections, without ever taking one too many.",
        mixinStandardHelpOptions = true,
        versionProvider = Seedctl.Version.class,
        sortOptions = false,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:success",
            "1:refused by the server, or a seed failed",
            "2:wrong arguments, or a configuration file that cannot be used",
            "69:no admission service or broker answers, or it cannot serve now",
            "75, 76 of exec:no token in time; the token was lost",
            "130:ended by Ctrl-C; 143 by SIGTERM",
            "0-3:of check-connections, as monitoring plug-ins have it: well, warn, critical, unknown"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  seedctl demo                                 all of it at work, on a JDK alone",
            "  seedctl submit meyer --database shop --wait  run a seed and wait for its end",
            "  seedctl status                               who has what, who waits and why",
            "",
            "'seedctl help VERB' explains a verb. Options go before the environment, that",
            "before the profile in ~/.config/seedgate/config.yaml, that before defaults."
        })
public final class Seedctl implements Callable<Integer> {
    /** What libraries write to their logs is not for those who read a command's output. Held, because loggers are weakly held. */
    private static final Logger LIBRARIES = Logger.getLogger("");

    @Option(names = "--server", paramLabel = "URL", description = "The admission service, for the verb that follows.")
    private @Nullable String server;

    @Option(names = "--profile", paramLabel = "NAME", description = "The profile, for the verb that follows.")
    private @Nullable String profile;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final Map<String, String> environment;

    private Seedctl(Map<String, String> environment) {
        this.environment = environment;
    }

    public static void main(String[] arguments) {
        LIBRARIES.setLevel(Level.WARNING);
        System.exit(commandLine(System.getenv(), arguments).execute(arguments));
    }

    /** What was said of an option before the verb: {@code seedctl --profile staging status}. */
    @Nullable String said(String option) {
        return switch (option) {
            case "--server" -> server;
            case "--profile" -> profile;
            default -> null;
        };
    }

    /** The environment that settings are taken from. */
    Map<String, String> environment() {
        return environment;
    }

    /** With all verbs. */
    static CommandLine commandLine(Map<String, String> environment) {
        return commandLine(environment, Verbs.ALL);
    }

    /** With the verbs that are needed to understand these arguments. */
    static CommandLine commandLine(Map<String, String> environment, String[] arguments) {
        return commandLine(environment, Verbs.needed(arguments));
    }

    private static CommandLine commandLine(Map<String, String> environment, Map<String, Class<?>> verbs) {
        CommandLine root = new CommandLine(new Seedctl(environment));
        verbs.forEach(root::addSubcommand);
        return root.setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setUsageHelpLongOptionsMaxWidth(32)
                .setParameterExceptionHandler(Errors::explainArguments)
                .setExecutionExceptionHandler(Errors::explain);
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return ExitCode.USAGE;
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
