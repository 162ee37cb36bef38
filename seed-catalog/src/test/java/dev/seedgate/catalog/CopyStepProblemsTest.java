package dev.seedgate.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each row: what somebody wrote into a copy step, and what they are told. */
class CopyStepProblemsTest {
    @TempDir
    Path temp;

    @ParameterizedTest
    @MethodSource("copies")
    void aWrongCopyStep(String keys, String problem) {
        var folder = new CatalogFolder(temp).with("f.csv", "").with("a.yaml", "steps:\n  - copy: { " + keys + " }\n");

        assertThat(folder.problems()).containsExactly("a.yaml:2:" + problem);
    }

    static Stream<Arguments> copies() {
        String copy = "steps[1].copy";
        String insert = ", file: f.csv, into: s.t, mode: insert";
        return Stream.of(
                argumentSet(
                        "no file",
                        "into: s.t, mode: insert",
                        "11: " + copy + ".file: is missing; name the feed, relative to this file's folder,"
                                + " or give files or url"),
                argumentSet(
                        "no table",
                        "file: f.csv, mode: insert",
                        "11: " + copy + ".into: is missing; name the table as schema.table"),
                argumentSet(
                        "no mode",
                        "file: f.csv, into: s.t",
                        "11: " + copy + ".mode: is missing; write mode: insert, upsert, replace or sync"),
                argumentSet(
                        "an unknown mode",
                        "mode: upsrt, file: f.csv, into: s.t",
                        "19: " + copy + ".mode: is not known: upsrt; did you mean upsert?"),
                argumentSet(
                        "an unknown format",
                        "format: xlsx" + insert,
                        "21: " + copy + ".format: is not known: xlsx; use one of: csv, tsv, ndjson, json"),
                argumentSet(
                        "a long delimiter",
                        "delimiter: \"||\"" + insert,
                        "24: " + copy + ".delimiter: must be a single character"
                                + " (a tab is written \"\\t\", in double quotes), got: ||"),
                argumentSet(
                        "a tab in single quotes",
                        "delimiter: '\\t'" + insert,
                        "24: " + copy + ".delimiter: must be a single character"
                                + " (a tab is written \"\\t\", in double quotes), got: \\t"),
                argumentSet(
                        "a quote as delimiter",
                        "delimiter: '\"'" + insert,
                        "24: " + copy + ".delimiter: must not be both the delimiter and the quote; change one"),
                argumentSet(
                        "a header of yes",
                        "header: yes" + insert,
                        "21: " + copy + ".header: must be true, false or skip, got: yes"),
                argumentSet(
                        "no header and no columns",
                        "header: false" + insert,
                        "11: " + copy + ".columns: is missing;"
                                + " without a header, map field numbers to table columns, such as {1: part_number}"),
                argumentSet(
                        "no header and names",
                        "header: false, columns: {Part: part}" + insert,
                        "38: " + copy
                                + ".columns.Part: must be a field number, counted from 1, because the feed has no header"),
                argumentSet(
                        "a table without a schema",
                        "into: t, file: f.csv, mode: insert",
                        "19: " + copy + ".into: must be schema.table, got: t"),
                argumentSet(
                        "a table with three parts",
                        "into: d.s.t, file: f.csv, mode: insert",
                        "19: " + copy + ".into: must be schema.table, got: d.s.t"),
                argumentSet(
                        "a table that is no identifier",
                        "into: s.\"t\", file: f.csv, mode: insert",
                        "19: " + copy
                                + ".into: is not a PostgreSQL identifier; start with a letter or _ and use letters,"
                                + " digits, _ and $, got: \"t\""),
                argumentSet(
                        "a column that is no identifier",
                        "columns: {A: part number}" + insert,
                        "26: " + copy
                                + ".columns.A: is not a PostgreSQL identifier; start with a letter or _ and use letters,"
                                + " digits, _ and $, got: part number"),
                argumentSet(
                        "a column that PostgreSQL would cut",
                        "columns: {A: " + "ü".repeat(32) + "}" + insert,
                        "26: " + copy
                                + ".columns.A: must be at most 63 bytes long (PostgreSQL cuts longer names), got 64: "
                                + "ü".repeat(32)),
                argumentSet(
                        "a table column twice",
                        "columns: {A: a, B: a}" + insert,
                        "32: " + copy + ".columns.B: names the table column a a second time; keep one of the two"),
                argumentSet(
                        "a column and a constant",
                        "columns: {A: a}, constants: {a: 1}" + insert,
                        "42: " + copy + ".constants.a: is also filled from the feed, by columns; keep one of the two"),
                argumentSet(
                        "a constant of nothing",
                        "constants: {a: }" + insert,
                        "27: " + copy + ".constants.a: must be text, got: nothing"),
                argumentSet(
                        "an upsert without a key",
                        "file: f.csv, into: s.t, mode: upsert",
                        "11: " + copy + ".key: is missing; an upsert needs the table columns that tell rows apart"),
                argumentSet(
                        "an empty key",
                        "key: [], file: f.csv, into: s.t, mode: upsert",
                        "18: " + copy + ".key: must not be an empty list"),
                argumentSet(
                        "an insert with a key",
                        "key: [a]" + insert,
                        "18: " + copy + ".key: has no meaning with mode: insert; remove it"),
                argumentSet(
                        "a key column twice",
                        "key: [a, a], file: f.csv, into: s.t, mode: upsert",
                        "22: " + copy + ".key[2]: is there twice: a; remove one of the two"),
                argumentSet(
                        "a key column that nobody fills",
                        "key: [a, b], columns: {A: a}, file: f.csv, into: s.t, mode: upsert",
                        "22: " + copy
                                + ".key[2]: is b, which neither columns nor constants nor computed fill; add it to one of them"));
    }
}
