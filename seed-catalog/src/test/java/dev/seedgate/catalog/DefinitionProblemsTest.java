package dev.seedgate.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each row: what somebody wrote, and what they are told. */
class DefinitionProblemsTest {
    private static final String STEPS = "steps:\n  - sql: { inline: select 1 }\n";

    @TempDir
    Path temp;

    @ParameterizedTest
    @MethodSource("files")
    void aFileThatIsNotADefinition(String yaml, String problem) {
        assertThat(problemsOf(yaml)).containsExactly("a.yaml" + problem);
    }

    static Stream<Arguments> files() {
        return Stream.of(
                argumentSet("empty", "", ": is empty; write a definition with at least steps, or remove the file"),
                argumentSet(
                        "only a comment",
                        "# later\n",
                        ": is empty; write a definition with at least steps, or remove the file"),
                argumentSet("a list", "- a\n", ":1:1: must be a mapping of keys to values, got: a list"),
                argumentSet("text", "hello\n", ":1:1: must be a mapping of keys to values, got: hello"),
                argumentSet("nothing", "---\n", ":2:1: must be a mapping of keys to values, got: nothing"),
                argumentSet(
                        "two documents",
                        STEPS + "---\nname: b\n",
                        ":4:1: starts a second document; put each seed into a file of its own"),
                argumentSet(
                        "a tab",
                        "steps:\n\t- a\n",
                        ":2:1: is not YAML: while scanning for the next token, found character '\\t(TAB)'"
                                + " that cannot start any token. (Do not use \\t(TAB) for indentation)"),
                argumentSet(
                        "an open quote",
                        "name: \"a\n",
                        ":2:1: is not YAML: while scanning a quoted scalar, found unexpected end of stream"),
                argumentSet(
                        "a control character",
                        "name: \u0001\n",
                        ": is not YAML: has the control character U+0001; remove it"));
    }

    @ParameterizedTest
    @MethodSource("topLevel")
    void aWrongKeyAtTheTop(String yaml, String problem) {
        assertThat(problemsOf(yaml + "\n" + STEPS)).containsExactly("a.yaml:" + problem);
    }

    static Stream<Arguments> topLevel() {
        return Stream.of(
                argumentSet(
                        "nothing that could be unchanged",
                        "skipUnchanged: true",
                        "1:16: skipUnchanged: has no meaning without a copy step, whose feed can be unchanged; remove it"),
                argumentSet(
                        "another name",
                        "name: b",
                        "1:7: name: must equal the file's name, a, got: b; leave it out or rename the file"),
                argumentSet(
                        "a typing error",
                        "desciption: x",
                        "1:1: desciption: is not a known key; did you mean description?"),
                argumentSet(
                        "swapped letters", "tiemout: 1m", "1:1: tiemout: is not a known key; did you mean timeout?"),
                argumentSet(
                        "an unknown key",
                        "colour: red",
                        "1:1: colour: is not a known key; use one of: name, description, connections, labels, timeout,"
                                + " concurrencyKey, parallel, skipUnchanged, parameters, steps"),
                argumentSet(
                        "a key twice",
                        "timeout: 1m\ntimeout: 2m",
                        "2:1: timeout: is there twice, first in line 1; remove one of the two"),
                argumentSet(
                        "a number for text",
                        "description: 5",
                        "1:14: description: must be text; put it in quotes, got: 5"),
                argumentSet("nothing for text", "description:", "1:13: description: must be text, got: nothing"),
                argumentSet("a list for text", "description: [a]", "1:14: description: must be text, got: a list"),
                argumentSet(
                        "alone and not alone",
                        "parallel: true\nconcurrencyKey: x",
                        "1:11: parallel: contradicts concurrencyKey, which lets one run at a time; leave one of them"
                                + " out"),
                argumentSet(
                        "a key of too many characters",
                        "concurrencyKey: " + "x".repeat(101),
                        "1:17: concurrencyKey: must be at most 100 characters long, got: 101"),
                argumentSet(
                        "no connection",
                        "connections: 0",
                        "1:14: connections: must be a whole number from 1 to 100, got: 0"),
                argumentSet(
                        "too many connections",
                        "connections: 101",
                        "1:14: connections: must be a whole number from 1 to 100, got: 101"),
                argumentSet(
                        "connections as text",
                        "connections: \"2\"",
                        "1:14: connections: must be a whole number from 1 to 100, got: 2"),
                argumentSet(
                        "connections as a fraction",
                        "connections: 1.5",
                        "1:14: connections: must be a whole number from 1 to 100, got: 1.5"),
                argumentSet(
                        "connections without a least",
                        "connections: { max: 4 }",
                        "1:14: connections.min: is missing; say how many it cannot do without"),
                argumentSet(
                        "at most fewer than at least",
                        "connections: { min: 4, max: 2 }",
                        "1:29: connections.max: must be a whole number from 4 to 100, got: 2"),
                argumentSet(
                        "a range with another key",
                        "connections: { min: 4, most: 8 }",
                        "1:24: connections.most: is not a known key; use one of: min, max"),
                argumentSet(
                        "a label with a blank",
                        "labels: [big disk]",
                        "1:10: labels[1]: must be lower-case letters, digits and single dashes, starting with a letter,"
                                + " got: big disk"),
                argumentSet(
                        "labels that are no list", "labels: big-disk", "1:9: labels: must be a list, got: big-disk"),
                argumentSet(
                        "a parameter's type unknown",
                        "parameters: { p: { type: strng } }",
                        "1:26: parameters.p.type: is not known: strng; did you mean string?"),
                argumentSet(
                        "a parameter without a type",
                        "parameters: { p: { default: x } }",
                        "1:18: parameters.p.type: is missing; write type: string, integer or boolean"),
                argumentSet(
                        "a default of another type",
                        "parameters: { p: { type: integer, default: x } }",
                        "1:44: parameters.p.default: must be a whole number, as the type says, got: x"),
                argumentSet(
                        "a default beyond 64 bits",
                        "parameters: { p: { type: integer, default: 9223372036854775808 } }",
                        "1:44: parameters.p.default: must be a whole number, as the type says, got: 9223372036854775808"),
                argumentSet(
                        "a parameter's name",
                        "parameters: { 1st: { type: string } }",
                        "1:15: parameters.1st: is not a parameter name; start with a letter and use letters, digits and _"));
    }

    @ParameterizedTest
    @CsvSource({"10", "ten", "-5m", "0s", "10ms", "5m1h", "PT", "''", "99999999999999999999h"})
    void aTimeoutThatIsNoDuration(String timeout) {
        assertThat(problemsOf("timeout: \"" + timeout + "\"\n" + STEPS))
                .containsExactly(
                        "a.yaml:1:10: timeout: must be a positive duration such as 10s, 10m or 1h, got: " + timeout);
    }

    @ParameterizedTest
    @CsvSource({"10s,PT10S", "10m,PT10M", "1h,PT1H", "1h30m,PT1H30M", "PT5M,PT5M", "P1D,PT24H"})
    void aTimeoutThatIsADuration(String timeout, String iso) {
        var folder = new CatalogFolder(temp).with("a.yaml", "timeout: " + timeout + "\n" + STEPS);

        assertThat(folder.loadOnly("a").timeout()).hasToString(iso);
    }

    @ParameterizedTest
    @MethodSource("steps")
    void aWrongStep(String step, String problem) {
        assertThat(problemsOf("steps:\n  - " + step + "\n")).containsExactly("a.yaml:" + problem);
    }

    static Stream<Arguments> steps() {
        return Stream.of(
                argumentSet(
                        "an unknown kind", "cpoy: {}", "2:5: steps[1].cpoy: is not a known key; did you mean copy?"),
                argumentSet(
                        "two kinds",
                        "{ sql: { inline: a }, copy: {} }",
                        "2:5: steps[1]: must have exactly one key, the kind of step: sql, copy or exec"),
                argumentSet(
                        "neither file nor inline",
                        "sql: {}",
                        "2:10: steps[1].sql: must have either file: with the path of a file or inline: with statements"),
                argumentSet(
                        "file and inline",
                        "sql: { file: x.sql, inline: a }",
                        "2:10: steps[1].sql: must have either file: with the path of a file or inline: with statements"),
                argumentSet(
                        "no statement",
                        "sql: { inline: \" \" }",
                        "2:20: steps[1].sql.inline: has no statement; write at least one or remove the step"),
                argumentSet(
                        "a path out of the folder",
                        "sql: { file: ../x.sql }",
                        "2:18: steps[1].sql.file: must stay within the catalog's folder; give a path relative to it,"
                                + " got: ../x.sql"),
                argumentSet(
                        "an absolute path",
                        "sql: { file: /etc/hosts }",
                        "2:18: steps[1].sql.file: must stay within the catalog's folder; give a path relative to it,"
                                + " got: /etc/hosts"),
                argumentSet("no path", "sql: { file: \"\" }", "2:18: steps[1].sql.file: must not be empty"),
                argumentSet(
                        "a path with a NUL",
                        "sql: { file: \"a\\0b\" }",
                        "2:18: steps[1].sql.file: is not a path (Nul character not allowed), got: a\0b"));
    }

    @Test
    void aMissingFileIsReportedWithItsLine() {
        var folder = new CatalogFolder(temp).with("a.yaml", "steps:\n  - sql:\n      file: no.sql\n");

        assertThat(folder.problems())
                .containsExactly("a.yaml:3:13: steps[1].sql.file: does not exist: no.sql;"
                        + " put the file there or correct the path");
    }

    @Test
    void aFolderIsNotAFile() {
        var folder = new CatalogFolder(temp).with("sql/x.sql", "").with("a.yaml", "steps:\n  - sql: { file: sql }\n");

        assertThat(folder.problems())
                .containsExactly("a.yaml:2:18: steps[1].sql.file: is not a file: sql; name a file");
    }

    @Test
    void everyProblemOfAFileIsReportedInItsOrder() {
        assertThat(problemsOf("connections: none\nsteps:\n  - sql: { fle: x }\n  - copy: { mode: 7 }\ntimeout: x\n"))
                .extracting(problem -> problem.replaceFirst("(a.yaml:[0-9:]+) ([^:]+):.*", "$1 $2"))
                .isEqualTo(List.of(
                        "a.yaml:1:14: connections",
                        "a.yaml:3:10: steps[1].sql",
                        "a.yaml:3:12: steps[1].sql.fle",
                        "a.yaml:4:11: steps[2].copy.file",
                        "a.yaml:4:11: steps[2].copy.into",
                        "a.yaml:4:19: steps[2].copy.mode",
                        "a.yaml:5:10: timeout"));
    }

    @ParameterizedTest
    @CsvSource({"Meyer", "meyer feed", "-a", "a.b", "größe"})
    void aFileNameThatIsNoSeedName(String name) {
        assertThat(new CatalogFolder(temp).with(name + ".yaml", STEPS).problems())
                .singleElement()
                .asString()
                .startsWith(name + ".yaml: names a seed " + name + ", which is not allowed; rename the file");
    }

    private List<String> problemsOf(String yaml) {
        return new CatalogFolder(temp).with("a.yaml", yaml).problems();
    }
}
