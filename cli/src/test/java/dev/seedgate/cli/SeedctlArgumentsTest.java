package dev.seedgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class SeedctlArgumentsTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "statsu|There is no verb 'statsu'; did you mean seedctl status? See 'seedctl --help'.",
                "sumbit meyer|did you mean seedctl submit?",
                "stat|did you mean seedctl status?",
                "xyzzy|There is no verb 'xyzzy'. See 'seedctl --help'.",
                "help stats|There is no verb 'stats'; did you mean seedctl status?",
                "up --workers two|Invalid value for option '--workers': 'two' is not a whole number. See",
                "submit meyer --databse shop|Unknown option --databse; did you mean --database?",
                "submit --databse=shop|Unknown option --databse; did you mean --database?",
                "status --wach|Unknown option --wach; did you mean --watch? See 'seedctl status --help'.",
                "submit meyer|Which database? Say --database D, or set SEEDGATE_DATABASE, or let the profile say it.",
                "submit --database shop|Missing required parameter: 'SEED'",
                "submit a b --database shop|'b' is one argument too many",
                "submit meyer --database shop --connections two|such as 2..8, got: two",
                "exec -- psql|Which database? Say --database D, or set SEEDGATE_DATABASE, or let the profile say it.",
                "exec --database shop --connections 4-2 -- psql|such as 2..8, got: 4-2",
                "submit meyer --database shop --parameter day|--parameter",
                "submit meyer --database shop --server localhost:8080|such as http://127.0.0.1:8080, got: 'localhost:8080'",
                "batch meyer|Which database does seed 'meyer' write to? Say --database D.",
                "batch nowhere.yaml|There is no file nowhere.yaml.",
                "watch|Missing required parameter: 'ID'",
                "cancel|Missing required parameter: 'ID'",
                "seeds chekc|did you mean seedctl seeds check?",
                "seeds show|Missing required parameter: 'NAME'",
                "seeds new Tyres|NAME must be lower-case letters, digits, - and _, at most 63",
                "seeds new tyres --catalog /no/such/folder|There is no folder /no/such/folder; make it, or name another",
                "topics --topic-prefix a%|--topic-prefix must be empty",
                "topics --topic token.evnts|--topic: there is no topic token.evnts; did you mean token.events?",
                "topics --since yesterday|--since must be how long ago, such as 90s, 10m, 2h or 1d",
                "topics --bootstrap-servers broker|--bootstrap-servers must be one broker or several",
                "topics --command-config /nowhere/ops.properties|There is no file /nowhere/ops.properties, which --command-config,",
                "topics --command-config /proc|/proc: cannot be read",
                "status --profile shop|There is no file /nowhere/seedgate/config.yaml, so no profile shop (named by --profile)",
                "demo --workers 0|--workers must be at least 1, got: 0",
                "demo --rows 1|--rows must be at least 4, got: 1",
                "demo --json /no/such/folder/out.json|--json: cannot write /no/such/folder/out.json"
            })
    void namesWhatIsWrongWithTheArguments(String arguments, String message) {
        assertThat(run(arguments)).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains(message).doesNotContain("Exception").hasLineCount(1);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void showsItsHelpOnTheErrorOutputWhenThereIsNoVerb() {
        assertThat(run("")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("Usage: seedctl", "submit", "demo");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "help",
                "help demo",
                "demo --help",
                "submit -h",
                "batch --help",
                "seeds --help",
                "seeds check --help",
                "--version"
            })
    void explainsItselfOnTheStandardOutput(String arguments) {
        assertThat(run(arguments)).isEqualTo(ExitCode.OK);
        assertThat(out.toString()).contains("seedctl");
        assertThat(err.toString()).isEmpty();
    }

    /** Only the verb that was asked for is read at a start: it must understand what it understands beside the others. */
    @Test
    void aVerbAloneSaysWhatItSaysBesideTheOthers() {
        CommandLine all = Seedctl.commandLine(Map.of());

        assertThat(Verbs.ALL).allSatisfy((name, verb) -> {
            CommandLine alone = Seedctl.commandLine(Map.of(), new String[] {name, "--help"});
            assertThat(verb(alone, name).getUsageMessage())
                    .isEqualTo(verb(all, name).getUsageMessage());
            assertThat(verb(alone, name).getCommandName()).isEqualTo(name);
            assertThat(verb.getAnnotation(CommandLine.Command.class).name()).isEqualTo(name);
        });
        assertThat(Seedctl.commandLine(Map.of(), new String[] {"status"}).getSubcommands())
                .containsOnlyKeys("status");
    }

    @Test
    void everyHelpFitsIntoEightyColumns() {
        assertFits(Seedctl.commandLine(Map.of()));
    }

    @Test
    void everyVerbHasExamples() {
        assertExamples(Seedctl.commandLine(Map.of()));
    }

    private static CommandLine verb(CommandLine seedctl, String name) {
        return Objects.requireNonNull(seedctl.getSubcommands().get(name), name);
    }

    private static void assertExamples(CommandLine command) {
        String name = command.getCommandSpec().qualifiedName();
        if (!command.getCommandName().equals("help")) {
            assertThat(command.getUsageMessage()).as(name).containsPattern("Examples?:\\R +" + name + "\\b");
        }
        command.getSubcommands().values().forEach(SeedctlArgumentsTest::assertExamples);
    }

    private static void assertFits(CommandLine command) {
        assertThat(command.getUsageMessage().lines())
                .allSatisfy(line -> assertThat(line.length()).as(line).isLessThanOrEqualTo(80));
        command.getSubcommands().values().forEach(SeedctlArgumentsTest::assertFits);
    }

    private int run(String arguments) {
        String[] words = arguments.isEmpty()
                ? new String[0]
                : List.of(arguments.split(" ")).toArray(new String[0]);
        return Seedctl.commandLine(Map.of("XDG_CONFIG_HOME", "/nowhere"), words)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(words);
    }
}
