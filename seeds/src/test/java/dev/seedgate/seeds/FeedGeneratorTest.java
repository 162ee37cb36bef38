package dev.seedgate.seeds;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class FeedGeneratorTest {
    @TempDir
    Path temp;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void writesTheFeedAndSaysSo() {
        Path feed = temp.resolve("feed.csv");

        int status = run("--shape quad --rows 100 --seed -7 --out " + feed);

        assertThat(status).isZero();
        assertThat(out.toString()).startsWith(feed + ": 100 rows, ");
        assertThat(feed).isNotEmptyFile();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    --seed 1 --out @/f.csv                                 | Missing required option: '--rows=<rows>'
                    --rows 1 --out @/f.csv                                 | Missing required option: '--seed=<seed>'
                    --rows 1 --seed 1                                      | Missing required option: '--out=<out>'
                    --rows ten --seed 1 --out @/f.csv                      | Invalid value for option '--rows': 'ten' is not an int
                    --rows 0 --seed 1 --out @/f.csv                        | rows must be from 1 to 100000000, got: 0
                    --rows 1 --seed 1 --out @/none/f.csv                   | --out: there is no folder @/none; create it first
                    --rows 1 --seed 1 --out @/f.csv --faulty-row 2         | the first faulty row must be from 1 to 1, the rows, got: 2
                    --rows 1 --seed 1 --out @/f.csv --shape ford           | expected one of [MEYER, WHEELPROS, OMIX, KEYSTONE, QUAD, LARGE]
                    --rows 1 --seed 1 --out @/f.csv --row 2                | Unknown options: '--row', '2'
                    """)
    void wrongArgumentsAreExplained(String arguments, String message) {
        int status = run(arguments.replace("@", temp.toString()));

        assertThat(status).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(err.toString()).contains(message.replace("@", temp.toString()));
        assertThat(temp).isEmptyDirectory();
    }

    @Test
    void aFileThatCannotBeWrittenIsExplained() {
        int status = run("--rows 1 --seed 1 --out " + temp.resolve("x".repeat(300)));

        assertThat(status).isEqualTo(1);
        assertThat(err.toString()).startsWith("Cannot write " + temp);
    }

    private int run(String arguments) {
        return FeedGenerator.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments.split(" "));
    }
}
