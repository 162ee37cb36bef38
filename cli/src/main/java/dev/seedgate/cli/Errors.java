package dev.seedgate.cli;

import dev.seedgate.catalog.Suggestion;
import dev.seedgate.cli.broker.BrokerRefusedException;
import dev.seedgate.cli.broker.BrokerUnreachableException;
import dev.seedgate.cli.broker.ClientPropertiesException;
import dev.seedgate.cli.client.ProblemException;
import dev.seedgate.cli.client.UnreachableException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** What people are told when a verb cannot do what was asked: a line that says what is wrong and what to do. */
final class Errors {
    private Errors() {}

    /** Briefly: a page of help would hide what is wrong. */
    static int explainArguments(ParameterException problem, String[] arguments) {
        CommandLine command = problem.getCommandLine();
        List<String> unknown = command.getUnmatchedArguments();
        // A misspelt option is the likelier reason where another is missing, and picocli would only say that.
        String text = unknown.isEmpty() || !(isUnmatched(problem) || problem instanceof MissingParameterException)
                ? message(problem, command)
                : unknown(unknown.getFirst(), command);
        command.getErr()
                .println("%s See '%s --help'."
                        .formatted(sentence(text), command.getCommandSpec().qualifiedName()));
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    private static boolean isUnmatched(ParameterException problem) {
        return problem instanceof CommandLine.UnmatchedArgumentException;
    }

    /** Picocli's own, but in the words of people where it speaks Java. */
    private static String message(ParameterException problem, CommandLine command) {
        String text = String.valueOf(problem.getMessage()).strip();
        if (text.startsWith("Unknown subcommand") && problem.getValue() != null) {
            return unknown(problem.getValue(), command); // of 'seedctl help VERB'
        }
        return text.replaceFirst("is not an? (int|long)$", "is not a whole number");
    }

    private static String unknown(String typed, CommandLine command) {
        String name = command.getCommandSpec().qualifiedName();
        if (typed.startsWith("-") && typed.length() > 1) {
            String option = typed.replaceFirst("=.*", "");
            return "Unknown option " + option + meant(option, longOptions(command), "");
        }
        if (!command.getSubcommands().isEmpty()) {
            return "There is no verb '" + typed + "'"
                    + meant(typed, command.getSubcommands().keySet().stream().toList(), name + " ");
        }
        return "'" + typed + "' is one argument too many";
    }

    private static List<String> longOptions(CommandLine command) {
        return command.getCommandSpec().optionsMap().keySet().stream()
                .filter(option -> option.startsWith("--"))
                .toList();
    }

    /** Picocli's own guess compares pairs of letters, and takes 'sumbit' for 'resume'. */
    private static String meant(String typed, List<String> words, String before) {
        Optional<String> nearest = Suggestion.nearest(typed, words)
                .or(() -> words.stream()
                        .filter(word -> typed.length() > 3 && word.startsWith(typed))
                        .findFirst());
        return nearest.map(word -> "; did you mean " + before + word + "?").orElse("");
    }

    /** With something at its end. */
    private static String sentence(String text) {
        return text.endsWith(".") || text.endsWith("?") ? text : text + ".";
    }

    static int explain(Exception problem, CommandLine command, ParseResult arguments) throws Exception {
        switch (problem) {
            case ProblemException refused -> {
                say(command, refused(refused));
                return refused.isUnavailable() ? ExitCode.UNAVAILABLE : ExitCode.FAILED;
            }
            case UnreachableException unreachable -> {
                say(
                        command,
                        unreachable.getMessage()
                                + " Start one, or name another with --server, SEEDGATE_SERVER or --profile;"
                                + " 'seedctl up' and 'seedctl demo' bring their own.");
                return ExitCode.UNAVAILABLE;
            }
            case BrokerUnreachableException unreachable -> {
                say(
                        command,
                        unreachable.getMessage() + " Name another with --bootstrap-servers HOST:PORT,"
                                + " KAFKA_BOOTSTRAP_SERVERS or --profile; where it wants TLS or a login,"
                                + " say how with --command-config FILE.");
                return ExitCode.UNAVAILABLE;
            }
            case BrokerRefusedException refused -> {
                say(command, String.valueOf(refused.getMessage()));
                return ExitCode.FAILED;
            }
            case ClientPropertiesException unusable -> {
                say(command, String.valueOf(unusable.getMessage()));
                return ExitCode.USAGE;
            }
            case CommandFailedException failed -> {
                say(command, String.valueOf(failed.getMessage()));
                return failed.exitCode();
            }
            default -> throw problem;
        }
    }

    private static String refused(ProblemException refused) {
        String text = String.valueOf(refused.getMessage());
        if (!refused.isUnavailable()) {
            return text;
        }
        return sentence(text)
                + (refused.isNothingAccepted()
                        ? " Nothing was accepted. Try again in a moment."
                        : " Look again in a moment.");
    }

    private static void say(CommandLine command, String text) {
        command.getErr().println(text);
        command.getErr().flush();
    }
}
