package dev.seedgate.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ExecStepTest {
    @TempDir
    Path temp;

    @Test
    void everyKeyIsRead() {
        var folder = new CatalogFolder(temp).with("app/package.json", "{}").with("meyer.yaml", """
                steps:
                  - exec:
                      command: [npm, run, seed-meyer, --, "--limit", 10]
                      directory: app
                      environment: { NODE_ENV: production, BATCH: 500 }
                      timeout: 10m
                      grace: 0s
                      databaseUrl: plain
                """);

        assertThat(folder.loadOnly("meyer").steps())
                .containsExactly(new ExecStep(
                        "meyer.yaml:3",
                        List.of("npm", "run", "seed-meyer", "--", "--limit", "10"),
                        temp.resolve("app"),
                        Map.of("NODE_ENV", "production", "BATCH", "500"),
                        Optional.of(Duration.ofMinutes(10)),
                        Duration.ZERO,
                        ExecStep.DatabaseUrl.PLAIN));
    }

    @Test
    void aSeedWithCommandsIsNeverTakenForUnchanged() {
        assertThat(new CatalogFolder(temp)
                        .with("a.yaml", "skipUnchanged: true\nsteps:\n  - exec: { command: [./load.sh] }\n")
                        .problems())
                .containsExactly("a.yaml:1:16: skipUnchanged: is not for seeds with commands, because nobody knows what"
                        + " they would do; remove it");
    }

    @Test
    void onlyTheCommandIsNeededAndAnAbsoluteDirectoryIsTheWorkers() {
        var folder = new CatalogFolder(temp)
                .with("a.yaml", "steps:\n  - exec: { command: [./load.sh] }\n")
                .with("b.yaml", "steps:\n  - exec: { command: [npm, ci], directory: /no/such/place }\n");

        assertThat(folder.loadOnly("a").steps())
                .containsExactly(new ExecStep(
                        "a.yaml:2",
                        List.of("./load.sh"),
                        temp,
                        Map.of(),
                        Optional.empty(),
                        ExecStep.DEFAULT_GRACE,
                        ExecStep.DatabaseUrl.LIMITS));
        assertThat(folder.loadOnly("b").steps())
                .singleElement()
                .extracting(step -> ((ExecStep) step).directory())
                .isEqualTo(Path.of("/no/such/place"));
    }

    @Test
    void parametersThatACommandCouldNotTellApart() {
        String parameters = "parameters:\n  since: { type: string }\n  Since: { type: string }\n";
        var folder = new CatalogFolder(temp)
                .with("a.yaml", parameters + "steps:\n  - exec: { command: [x] }\n")
                .with("b.yaml", parameters + "steps:\n  - sql: { inline: select 1 }\n");

        assertThat(folder.problems())
                .containsExactly(
                        "a.yaml:3:3: parameters.Since: differs from another parameter in capitals only, but both"
                                + " reach commands as SEEDGATE_PARAM_SINCE; rename one of the two");
    }

    @ParameterizedTest
    @MethodSource("steps")
    void aWrongExecStep(String keys, String problem) {
        var folder = new CatalogFolder(temp).with("a.yaml", "steps:\n  - exec: { " + keys + " }\n");

        assertThat(folder.problems()).containsExactly("a.yaml:2:" + problem);
    }

    static Stream<Arguments> steps() {
        String exec = "steps[1].exec";
        String command = ", command: [x]";
        return Stream.of(
                argumentSet(
                        "no command",
                        "timeout: 1m",
                        "11: " + exec
                                + ".command: is missing; list the program and its arguments: [npm, run, seed-meyer]"),
                argumentSet(
                        "a command line",
                        "command: npm run seed-meyer",
                        "22: " + exec
                                + ".command: must be a list, since no shell takes it apart: [npm, run, seed-meyer];"
                                + " for a shell, write [sh, -c, \"…\"]"),
                argumentSet("an empty command", "command: []", "22: " + exec + ".command: must not be an empty list"),
                argumentSet(
                        "a program that is an option",
                        "command: [--help]",
                        "23: " + exec + ".command[1]: must be the name of a program, got: --help"),
                argumentSet(
                        "an argument that is a mapping",
                        "command: [npm, {a: b}]",
                        "28: " + exec + ".command[2]: must be text, got: a mapping"),
                argumentSet(
                        "a directory elsewhere",
                        "directory: ../other" + command,
                        "24: " + exec
                                + ".directory: must stay within the catalog's folder, or be absolute, got: ../other"),
                argumentSet(
                        "a variable that is none",
                        "environment: {a-b: c}" + command,
                        "27: " + exec
                                + ".environment.a-b: is not the name of a variable; start with a letter or _ and use"
                                + " letters, digits and _"),
                argumentSet(
                        "a way around the token",
                        "environment: {PGHOST: db}" + command,
                        "27: " + exec + ".environment.PGHOST: is set by Seedgate, so that the command uses its token;"
                                + " remove it"),
                argumentSet(
                        "a variable of ours",
                        "environment: {SEEDGATE_FENCE: 1}" + command,
                        "27: " + exec + ".environment.SEEDGATE_FENCE: is set by Seedgate, so that the command uses its"
                                + " token; remove it"),
                argumentSet(
                        "a timeout of nothing",
                        "timeout: 0s" + command,
                        "22: " + exec + ".timeout: must be a positive duration such as 10s, 10m or 1h, got: 0s"),
                argumentSet(
                        "a grace that is none",
                        "grace: soon" + command,
                        "20: " + exec + ".grace: must be a duration such as 0s or 10s, got: soon"),
                argumentSet(
                        "a URL of another kind",
                        "databaseUrl: prisma" + command,
                        "26: " + exec + ".databaseUrl: is not known: prisma; use one of: limits, plain"),
                argumentSet(
                        "an unknown key",
                        "comand: [y]" + command,
                        "13: " + exec + ".comand: is not a known key; did you mean command?"));
    }
}
