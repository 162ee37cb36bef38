package dev.seedgate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Completion in real shells. */
class CompletionTest {
    /** What a shell would offer for a line that ends where the cursor is. */
    private static final String ASK = """
            compopt() { :; } # complains outside of a completion
            source "$1"; shift
            COMP_WORDS=("$@"); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); COMP_LINE="$*"; COMP_POINT=${#COMP_LINE}
            complete -p seedctl > /dev/null || exit 9
            COMPREPLY=()
            _complete_seedctl seedctl "${COMP_WORDS[COMP_CWORD]}" ""
            echo "${COMPREPLY[*]}"
            """;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
            seedctl sub             | submit
            seedctl status --wa     | --watch
            seedctl topics --to     | --topic --token --topic-prefix
            seedctl topics --com    | --command-config
            seedctl completion z    | zsh
            seedctl seeds ch        | check
            seedctl xyzzy           | ''
            """)
    void bashOffersVerbsAndOptions(String line, String offered) throws Exception {
        Path script = script("bash");
        assumeThat(Files.isExecutable(Path.of("/bin/bash"))).isTrue();

        assertThat(run("/bin/bash", "-c", ASK + "\n", "ask", script, line)).isEqualTo(offered);
    }

    @Test
    void zshGetsItsOwnCompletionSystemFirst() throws IOException {
        assertThat(Files.readString(script("zsh")))
                .contains("autoload -Uz bashcompinit && bashcompinit", "_complete_seedctl");
    }

    @Test
    void zshTakesIt() throws Exception {
        assumeThat(Files.isExecutable(Path.of("/bin/zsh"))).isTrue();

        assertThat(run("/bin/zsh", "-fc", "source \"$1\" && whence -w _complete_seedctl", "ask", script("zsh"), ""))
                .endsWith("_complete_seedctl: function");
    }

    @Test
    void anUnknownShellIsAnswered() {
        StringWriter err = new StringWriter();

        int status =
                Seedctl.commandLine(Map.of()).setErr(new PrintWriter(err, true)).execute("completion", "fish");

        assertThat(status).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("[bash, zsh]", "fish").hasLineCount(1);
    }

    private Path script(String shell) throws IOException {
        StringWriter out = new StringWriter();
        assertThat(Seedctl.commandLine(Map.of())
                        .setOut(new PrintWriter(out, true))
                        .execute("completion", shell))
                .isZero();
        return Files.writeString(folder.resolve("completion." + shell), out.toString());
    }

    private String run(String shell, String option, String program, String name, Path script, String line)
            throws IOException, InterruptedException {
        Path out = folder.resolve("out");
        List<String> command = new ArrayList<>(List.of(shell, option, program, name, script.toString()));
        command.addAll(List.of(line.split(" ", -1)));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return Files.readString(out).strip();
    }
}
