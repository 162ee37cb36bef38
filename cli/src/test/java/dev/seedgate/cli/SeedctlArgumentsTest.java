package dev.seedgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
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
                "statsu|Did you mean: seedctl status",
                "sumbit meyer|submit",
                "submit meyer --databse shop|--database",
                "submit meyer|Missing required option: '--database=D'",
                "submit --database shop|Missing required parameter: 'SEED'",
                "submit a b --database shop|Unmatched argument at index 2: 'b'",
                "submit meyer --database shop --connections two|such as 2..8, got: two",
                "submit meyer --database shop --parameter day|--parameter",
                "submit meyer --database shop --server localhost:8080|such as http://127.0.0.1:8080, got: 'localhost:8080'",
                "batch meyer|Which database does seed 'meyer' write to? Say --database D.",
                "batch nowhere.yaml|There is no file nowhere.yaml.",
                "watch|Missing required parameter: 'ID'",
                "cancel|Missing required parameter: 'ID'",
                "seeds chekc|Did you mean: seedctl seeds check",
                "seeds show|Missing required parameter: 'NAME'",
                "seeds new Tyres|NAME must be lower-case letters, digits, - and _, at most 63",
                "seeds new tyres --catalog /no/such/folder|There is no folder /no/such/folder; make it, or name another",
                "topics --topic-prefix a%|--topic-prefix must be empty",
                "demo --workers 0|--workers must be at least 1, got: 0",
                "demo --rows 1|--rows must be at least 4, got: 1",
                "demo --json /no/such/folder/out.json|--json: cannot write /no/such/folder/out.json"
            })
    void namesWhatIsWrongWithTheArguments(String arguments, String message) {
        assertThat(run(arguments)).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains(message).doesNotContain("Exception");
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

    @Test
    void everyHelpFitsIntoEightyColumns() {
        assertFits(Seedctl.commandLine());
    }

    private static void assertFits(CommandLine command) {
        assertThat(command.getUsageMessage().lines())
                .allSatisfy(line -> assertThat(line.length()).as(line).isLessThanOrEqualTo(80));
        command.getSubcommands().values().forEach(SeedctlArgumentsTest::assertFits);
    }

    private int run(String arguments) {
        return Seedctl.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(
                        arguments.isEmpty()
                                ? new String[0]
                                : List.of(arguments.split(" ")).toArray(new String[0]));
    }
}
