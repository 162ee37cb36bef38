package dev.seedgate.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** How a copy step says how it writes, and what it is told where that makes no sense. */
class WriteModesTest {
    private static final List<String> KEY = List.of("a");

    @TempDir
    Path temp;

    @ParameterizedTest
    @MethodSource("modes")
    void aMode(String keys, WriteMode mode, BadRows badRows) {
        Target target = ((CopyStep) folder(keys).loadOnly("a").steps().getFirst()).target();

        assertThat(target.mode()).isEqualTo(mode);
        assertThat(target.badRows()).isEqualTo(badRows);
    }

    static Stream<Arguments> modes() {
        var fail = new BadRows.Fail();
        var tenth = new Limit(BigDecimal.TEN, true);
        var delete = new Vanished.Delete();
        return Stream.of(
                argumentSet(
                        "an upsert in which the first counts",
                        "mode: upsert, key: [a], duplicates: first",
                        new WriteMode.Upsert(KEY, Duplicates.FIRST),
                        fail),
                argumentSet(
                        "a replace", "mode: replace", new WriteMode.Replace(List.of(), Duplicates.LAST, null), fail),
                argumentSet(
                        "a replace with a key and a guard",
                        "mode: replace, key: [a], duplicates: fail, maxVanish: 100",
                        new WriteMode.Replace(KEY, Duplicates.FAIL, new Limit(BigDecimal.valueOf(100), false)),
                        fail),
                argumentSet(
                        "a sync",
                        "mode: sync, key: [a]",
                        new WriteMode.Sync(KEY, Duplicates.LAST, delete, tenth),
                        fail),
                argumentSet(
                        "a sync that deletes, in so many words",
                        "mode: sync, key: [a], vanished: delete",
                        new WriteMode.Sync(KEY, Duplicates.LAST, delete, tenth),
                        fail),
                argumentSet(
                        "a sync that marks",
                        "mode: sync, key: [a], vanished: { mark: gone }, maxVanish: 2.5%",
                        new WriteMode.Sync(
                                KEY,
                                Duplicates.LAST,
                                new Vanished.Mark("gone"),
                                new Limit(new BigDecimal("2.5"), true)),
                        fail),
                argumentSet(
                        "rejects",
                        "mode: insert, onError: reject, maxRejects: 1%",
                        new WriteMode.Insert(),
                        new BadRows.Reject(new Limit(BigDecimal.ONE, true))));
    }

    @ParameterizedTest
    @MethodSource("problems")
    void aProblem(String keys, String problem) {
        assertThat(folder(keys).problems()).containsExactly("a.yaml:2:" + problem);
    }

    static Stream<Arguments> problems() {
        String copy = "steps[1].copy";
        return Stream.of(
                argumentSet(
                        "a sync without a key",
                        "mode: sync",
                        "11: " + copy + ".key: is missing; a sync needs the table columns that tell rows apart"),
                argumentSet(
                        "duplicates without a key",
                        "mode: replace, duplicates: first",
                        "11: " + copy
                                + ".key: is missing; duplicates are rows with the same key; name its table columns"),
                argumentSet(
                        "an unknown word for duplicates",
                        "duplicates: lst, mode: upsert, key: [a]",
                        "25: " + copy + ".duplicates: is not known: lst; did you mean last?"),
                argumentSet(
                        "an upsert from which rows vanish",
                        "vanished: delete, mode: upsert, key: [a]",
                        "23: " + copy + ".vanished: has no meaning with mode: upsert; remove it"),
                argumentSet(
                        "an unknown way to vanish",
                        "vanished: hide, mode: sync, key: [a]",
                        "23: " + copy + ".vanished: must be delete or { mark: column }"),
                argumentSet(
                        "a mark without a column",
                        "vanished: {}, mode: sync, key: [a]",
                        "23: " + copy
                                + ".vanished.mark: is missing; name the table column that says that a row has left the feed"),
                argumentSet(
                        "a mark that the feed fills",
                        "vanished: { mark: b }, mode: sync, key: [a]",
                        "31: " + copy
                                + ".vanished.mark: is b, which columns, constants or computed fill; the mark needs a column of its own"),
                argumentSet(
                        "a share of more than all",
                        "maxVanish: 101%, mode: sync, key: [a]",
                        "24: " + copy
                                + ".maxVanish: must be a number of rows, such as 100, or a share, such as 2.5%, got: 101%"),
                argumentSet(
                        "rejects without a limit",
                        "onError: reject, mode: insert",
                        "11: " + copy
                                + ".maxRejects: is missing; say how many bad rows may be left out, such as 100 or 1%"),
                argumentSet(
                        "a limit without rejects",
                        "maxRejects: 5, mode: insert",
                        "25: " + copy + ".maxRejects: has no meaning without onError: reject; add that or remove it"));
    }

    @Test
    void aLimitIsReachedOnlyBeyondIt() {
        Limit tenth = Limit.parse("10%").orElseThrow();
        Limit ten = Limit.parse("10").orElseThrow();

        assertThat(tenth.allows(12, 120)).isTrue();
        assertThat(tenth.allows(13, 120)).isFalse();
        assertThat(tenth.allows(0, 0)).isTrue();
        assertThat(ten.allows(10, 11)).isTrue();
        assertThat(ten.allows(11, 1_000_000)).isFalse();
    }

    private CatalogFolder folder(String keys) {
        return new CatalogFolder(temp)
                .with("f.csv", "")
                .with(
                        "a.yaml",
                        "steps:\n  - copy: { " + keys + ", file: f.csv, into: s.t, columns: { A: a, B: b } }\n");
    }
}
