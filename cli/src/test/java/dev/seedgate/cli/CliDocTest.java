package dev.seedgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Holds {@code docs/CLI.md} against the verbs. What it finds is mended by {@code verification/terminal-sessions}. */
class CliDocTest {
    private static final Path DOCUMENT =
            Path.of("").toAbsolutePath().resolveSibling("docs").resolve("CLI.md");
    private static final Pattern USAGE =
            Pattern.compile("<!-- usage: (.*?) -->\\n```text\\n(.*?)\\n?```\\n", Pattern.DOTALL);
    private static final Pattern SESSION =
            Pattern.compile("<!-- session: (.*?) -->\\n```console\\n(.*?)\\n?```\\n", Pattern.DOTALL);

    @Test
    void everyVerbsHelpStandsThereAsItIs() throws IOException {
        Map<String, String> documented = new LinkedHashMap<>();
        Matcher usage = USAGE.matcher(Files.readString(DOCUMENT));
        while (usage.find()) {
            documented.put(usage.group(1), usage.group(2));
        }

        assertThat(documented).as("run verification/terminal-sessions").isEqualTo(helps());
    }

    @Test
    void everyVerbButUpHasASessionThatBeginsWithACommand() throws IOException {
        List<String> typed = new ArrayList<>();
        Matcher session = SESSION.matcher(Files.readString(DOCUMENT));
        while (session.find()) {
            assertThat(session.group(2)).as(session.group(1)).startsWith("$ ").doesNotContain("Exception");
            session.group(1)
                    .lines()
                    .map(line -> line.replaceFirst("^[0-9]+s +", ""))
                    .forEach(typed::add);
        }

        assertThat(CommandLines.verbs(Seedctl.commandLine(Map.of())))
                .allSatisfy(verb -> assertThat(typed).anyMatch(line -> line.contains("seedctl " + verb)));
    }

    @Test
    void everyExitStatusOfTheProgramIsExplained() throws IOException {
        assertThat(Files.readString(DOCUMENT))
                .contains("| 0 |", "| 1 |", "| 2 |", "| 69 |", "| 75 |", "| 76 |", "| 130, 143 |");
        assertThat(Seedctl.commandLine(Map.of()).getUsageMessage())
                .containsPattern("69\\s+no admission service")
                .containsPattern("75, 76 of exec\\s+no token in time; the token was lost");
    }

    private static Map<String, String> helps() {
        Map<String, String> helps = new LinkedHashMap<>();
        CommandLines.all(Seedctl.commandLine(Map.of()))
                .forEach((verb, command) -> helps.put(verb, CommandLines.help(command)));
        return helps;
    }

    /** All verbs, those below others included. */
    private static final class CommandLines {
        private CommandLines() {}

        static List<String> verbs(CommandLine root) {
            return root.getSubcommands().keySet().stream()
                    .filter(verb -> !verb.equals("help") && !verb.equals("up"))
                    .toList();
        }

        static Map<String, CommandLine> all(CommandLine root) {
            Map<String, CommandLine> all = new LinkedHashMap<>();
            root.getSubcommands().forEach((verb, command) -> {
                if (!verb.equals("help")) {
                    all.put(verb, command);
                    command.getSubcommands().forEach((below, part) -> all.put(verb + " " + below, part));
                }
            });
            return all;
        }

        static String help(CommandLine command) {
            return command.getUsageMessage(CommandLine.Help.Ansi.OFF)
                    .stripTrailing()
                    .replace("\r", "");
        }
    }
}
