package dev.seedgate.cli;

import dev.seedgate.cli.exec.ExecCommand;
import dev.seedgate.cli.seeds.SeedsCommand;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;

/**
 * The verbs. Picocli reads all annotations of a command that it is given, which for all of them takes as long as everything else that a
 * start does; so it is given the verb that was asked for, and all only where all are needed.
 */
final class Verbs {
    /** By their names, in the order in which the help lists them. */
    static final Map<String, Class<?>> ALL = all();

    private Verbs() {}

    /** Those without which these arguments cannot be understood. */
    static Map<String, Class<?>> needed(String[] arguments) {
        String first = arguments.length == 0 ? "" : arguments[0];
        return switch (first) {
            case "help", "completion" -> ALL;
            case "--version", "-V" -> Map.of();
            default -> {
                Class<?> verb = ALL.get(first);
                yield verb == null ? ALL : Map.of(first, verb);
            }
        };
    }

    private static Map<String, Class<?>> all() {
        Map<String, Class<?>> verbs = new LinkedHashMap<>();
        verbs.put("demo", DemoCommand.class);
        verbs.put("up", UpCommand.class);
        verbs.put("catalog", CatalogCommand.class);
        verbs.put("submit", SubmitCommand.class);
        verbs.put("batch", BatchCommand.class);
        verbs.put("status", StatusCommand.class);
        verbs.put("watch", WatchCommand.class);
        verbs.put("logs", LogsCommand.class);
        verbs.put("rejects", RejectsCommand.class);
        verbs.put("list", ListCommand.class);
        verbs.put("cancel", CancelCommand.class);
        verbs.put("retry", RetryCommand.class);
        verbs.put("tokens", TokensCommand.class);
        verbs.put("exec", ExecCommand.class);
        verbs.put("schedules", SchedulesCommand.class);
        verbs.put("check-connections", CheckConnectionsCommand.class);
        verbs.put("plan", PlanCommand.class);
        verbs.put("kill-seeds", KillSeedsCommand.class);
        verbs.put("hold", HoldCommand.class);
        verbs.put("resume", ResumeCommand.class);
        verbs.put("seeds", SeedsCommand.class);
        verbs.put("topics", TopicsCommand.class);
        verbs.put("profiles", ProfilesCommand.class);
        verbs.put("completion", CompletionCommand.class);
        verbs.put("help", CommandLine.HelpCommand.class);
        return Collections.unmodifiableMap(verbs);
    }
}
