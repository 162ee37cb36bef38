package dev.seedgate.cli;

import dev.seedgate.cli.topics.TopicFollower;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Does once what verbs do, so that the JVM can keep the classes for the next start: the script runs it with
 * {@code -XX:ArchiveClassesAtExit}. Asks nobody outside this process and starts none.
 */
final class Warmup {
    private static final List<List<String>> VERBS = List.of(
            List.of("--help"),
            List.of("submit", "--help"),
            List.of("statsu"),
            List.of("status"),
            List.of("status", "r-1"),
            List.of("status", "--json"),
            List.of("list"),
            List.of("tokens"),
            List.of("check-connections"),
            List.of("submit", "meyer", "--database", "shop"),
            List.of("watch", "r-1"),
            List.of("logs", "r-1"),
            List.of("schedules"),
            List.of("cancel", "r-1"),
            List.of("kill-seeds", "--dry-run"),
            List.of("exec", "--help"),
            List.of("exec", "--database", "shop", "--wait", "1s", "--", "true"),
            List.of("profiles"));

    private Warmup() {}

    public static void main(String[] arguments) throws IOException {
        Map<String, String> environment = new HashMap<>(Map.of("XDG_CONFIG_HOME", "/nonexistent"));
        try (PlayedService service = PlayedService.start()) {
            environment.put("SEEDGATE_SERVER", service.address().toString());
            VERBS.forEach(verb -> run(environment, verb));
        }
        run(environment, List.of("status"));
        TopicFollower.load();
    }

    private static void run(Map<String, String> environment, List<String> verb) {
        String[] arguments = verb.toArray(new String[0]);
        Seedctl.commandLine(environment, arguments)
                .setOut(new PrintWriter(Writer.nullWriter(), true))
                .setErr(new PrintWriter(Writer.nullWriter(), true))
                .execute(arguments);
    }
}
