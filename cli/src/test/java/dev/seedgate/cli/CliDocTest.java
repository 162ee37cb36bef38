package dev.seedgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedgate.cli.settings.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
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
    private static final Pattern COMMAND = Pattern.compile("(?:^|; |[A-Z]+=\\S+ )(seedctl [^|;>]*)");
    private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");

    private String document = "";

    /** What was asked for, and what the terminal showed. */
    private record Session(List<String> asked, List<String> shown) {
        static Session of(Matcher block) {
            return new Session(
                    block.group(1)
                            .lines()
                            .map(line -> line.replaceFirst("^&* ?(\\[.*?] )?", ""))
                            .toList(),
                    block.group(2).lines().toList());
        }

        /** The commands as they were typed. */
        List<String> typed() {
            return shown.stream()
                    .filter(line -> line.startsWith("$ "))
                    .map(line -> line.substring(2).replaceFirst(" +# in another terminal$", ""))
                    .toList();
        }
    }

    @BeforeEach
    void read() throws IOException {
        document = Files.readString(DOCUMENT);
    }

    @Test
    void everyVerbsHelpStandsThereAsItIs() {
        Map<String, String> documented = new LinkedHashMap<>();
        Matcher usage = USAGE.matcher(document);
        while (usage.find()) {
            documented.put(usage.group(1), usage.group(2));
        }

        assertThat(documented).as("run verification/terminal-sessions").isEqualTo(helps());
    }

    @Test
    void everyVerbHasASession() {
        List<String> typed =
                sessions().stream().flatMap(session -> session.typed().stream()).toList();

        assertThat(verbs().keySet())
                .allSatisfy(verb -> assertThat(typed)
                        .as("sessions of seedctl " + verb)
                        .anyMatch(line -> line.matches(".*\\bseedctl " + verb + "\\b.*")));
    }

    @Test
    void everySessionShowsWhatItAsksForAndNothingElse() {
        assertThat(sessions()).isNotEmpty().allSatisfy(session -> {
            assertThat(session.typed()).hasSameSizeAs(session.asked());
            for (int i = 0; i < session.asked().size(); i++) {
                String typed = Pattern.quote(session.asked().get(i))
                        .replaceAll("\\bID\\b", "\\\\E[0-9a-f-]{36}\\\\Q")
                        .replaceAll("\\bTOKEN\\b", "\\\\E[a-z]+-[0-9]+\\\\Q");
                assertThat(session.typed().get(i)).matches(typed);
            }
            assertThat(session.shown()).noneMatch(line -> line.contains("Exception"));
        });
    }

    /** A session that an option was taken from or renamed in would go on saying the old one. */
    @Test
    void whatIsTypedIsUnderstoodOrTheTerminalSaysThatItIsNot() {
        for (Session session : sessions()) {
            for (String line : session.typed()) {
                Matcher command = COMMAND.matcher(line);
                while (command.find()) {
                    String[] words = words(command.group(1));
                    if (!isUnderstood(words)) {
                        assertThat(session.shown().get(session.shown().indexOf("$ " + line) + 1))
                                .as(line)
                                .contains("See 'seedctl");
                    }
                }
            }
        }
    }

    @Test
    void everySettingStandsInTheTable() {
        for (Setting setting : Setting.values()) {
            assertThat(document.lines())
                    .as(setting.toString())
                    .anyMatch(line -> line.startsWith("| ")
                            && line.contains("| `" + setting.variable() + "` | `" + setting.key() + "` |"));
        }
    }

    @Test
    void everyExitStatusOfTheProgramIsExplained() {
        assertThat(document).contains("| 0 |", "| 1 |", "| 2 |", "| 69 |", "| 75 |", "| 76 |", "| 130, 143 |");
        assertThat(Seedctl.commandLine(Map.of()).getUsageMessage())
                .containsPattern("69\\s+no admission service")
                .containsPattern("75, 76 of exec\\s+no token in time; the token was lost");
    }

    private List<Session> sessions() {
        List<Session> sessions = new ArrayList<>();
        Matcher session = SESSION.matcher(document);
        while (session.find()) {
            sessions.add(Session.of(session));
        }
        return sessions;
    }

    private static boolean isUnderstood(String[] words) {
        try {
            Seedctl.commandLine(Map.of()).parseArgs(words);
            return true;
        } catch (CommandLine.ParameterException e) {
            return false;
        }
    }

    /** As a shell would take a command apart, without the program's name. */
    private static String[] words(String command) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(command);
        while (word.find()) {
            words.add(word.group(1) != null ? word.group(1) : word.group(2) != null ? word.group(2) : word.group(3));
        }
        return words.subList(1, words.size()).toArray(new String[0]);
    }

    private static Map<String, String> helps() {
        Map<String, String> helps = new LinkedHashMap<>();
        verbs().forEach((verb, command) -> helps.put(
                verb,
                command.getUsageMessage(CommandLine.Help.Ansi.OFF)
                        .stripTrailing()
                        .replace("\r", "")));
        return helps;
    }

    /** All verbs but the help, those below others included. */
    private static Map<String, CommandLine> verbs() {
        Map<String, CommandLine> verbs = new LinkedHashMap<>();
        Seedctl.commandLine(Map.of()).getSubcommands().forEach((verb, command) -> {
            if (!verb.equals("help")) {
                verbs.put(verb, command);
                command.getSubcommands().forEach((below, part) -> verbs.put(verb + " " + below, part));
            }
        });
        return verbs;
    }
}
