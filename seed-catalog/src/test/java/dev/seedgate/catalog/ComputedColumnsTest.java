package dev.seedgate.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Expressions of a definition: which fields are in them, and what is refused before any feed is read. */
class ComputedColumnsTest {
    private static final String COPY = "steps[1].copy";

    @TempDir
    Path temp;

    @Test
    void knowsColumnExpressionAndPlace() {
        String keys = "columns: { Sku: sku }, fields: [Price], computed: { price: '\"Price\" || \"Sku\"' }";
        Target target = ((CopyStep) folder(keys).loadOnly("a").steps().getFirst()).target();

        assertThat(target.fields()).containsExactly("Price");
        assertThat(target.computed())
                .containsExactly(
                        new Computed("price", SqlExpression.parse("\"Price\" || \"Sku\""), "a.yaml:2, computed price"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "upper(\"A b\") & \"A b\"   | A b  | upper(<A b>) & <A b>",
                "'\"no\" it''s; --' & \"c\" | c    | '\"no\" it''s; --' & <c>",
                "E'\\'\"no\"' & \"c\"       | c    | E'\\'\"no\"' & <c>",
                "type'\\' & \"c\"           | c    | type'\\' & <c>",
                "\"a\"\"b\"                 | a\"b | <a\"b>",
                "now()                      | ``   | now()"
            })
    void fieldsAreWhatStandsInDoubleQuotes(String text, String fields, String rendered) {
        SqlExpression expression = SqlExpression.parse(text);

        assertThat(String.join(",", expression.fields())).isEqualTo(fields);
        assertThat(expression.sql(field -> "<" + field + ">")).isEqualTo(rendered);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "1); drop table a | closes a parenthesis that it did not open",
                "1; drop table a  | must be one SQL expression without comments and $, but has ;",
                "1 -- one         | must be one SQL expression without comments and $, but has --",
                "1 /* one */      | must be one SQL expression without comments and $, but has /*",
                "$$a$$            | must be one SQL expression without comments and $, but has $",
                "upper('a'        | has a parenthesis that is never closed",
                "'a               | has text in single quotes that never ends",
                "\"a              | has a field in double quotes that never ends"
            })
    void whatIsNotOneExpressionIsRefused(String text, String complaint) {
        assertThatThrownBy(() -> SqlExpression.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(complaint);
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aMistakeIsToldWithItsPlace(String keys, String problem) {
        assertThat(folder(keys).problems())
                .singleElement()
                .asString()
                .matches("a\\.yaml:2:\\d+: .*")
                .endsWith(": " + COPY + problem);
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                argumentSet(
                        "a field that nothing names",
                        "columns: { Sku: sku, Price: price }, computed: { net: '\"Prise\"::numeric' }",
                        ".computed.net: has the field \"Prise\", which neither columns nor fields name;"
                                + " use one of: Sku, Price"),
                argumentSet(
                        "a column that the feed fills",
                        "columns: { Sku: sku }, computed: { sku: 'upper(\"Sku\")' }",
                        ".computed.sku: is also filled from the feed, by columns; keep one of the two: a feed"
                                + " column that only the expression needs goes into fields"),
                argumentSet(
                        "a column that a constant fills",
                        "constants: { a: x }, computed: { a: now() }",
                        ".computed.a: is also filled by constants; keep one of the two"),
                argumentSet(
                        "no expression",
                        "computed: { a: 'upper(' }",
                        ".computed.a: has a parenthesis that is never closed, got: upper("),
                argumentSet(
                        "fields where all are loaded",
                        "fields: [A]",
                        ".fields: has no meaning without columns, because every feed column is loaded then; remove it"),
                argumentSet(
                        "a field that is loaded as well",
                        "columns: { Sku: sku }, fields: [Sku]",
                        ".fields[1]: is Sku, which is named before; remove it here"),
                argumentSet(
                        "a field's name where there are numbers",
                        "header: false, columns: { 1: sku }, fields: [Sku]",
                        ".fields[1]: must be a field number, counted from 1, because the feed has no header"));
    }

    @Test
    void aComputedColumnMayBeKeyAndAFieldForExpressionsMayBeMissing() {
        assertThat(new CatalogFolder(temp).with("f.csv", "").with("a.yaml", """
                        steps:
                          - copy: { file: f.csv, into: s.t, mode: upsert, key: [id], columns: { Sku: sku },
                                    fields: [Id], optional: [Id], computed: { id: '"Id"' } }
                        """).problems())
                .isEmpty();
    }

    private CatalogFolder folder(String keys) {
        return new CatalogFolder(temp)
                .with("f.csv", "")
                .with("a.yaml", "steps:\n  - copy: { file: f.csv, into: s.t, mode: insert, " + keys + " }\n");
    }
}
