package dev.seedgate.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogTest {
    private static final String MINIMAL = "steps:\n  - sql: { inline: select 1 }\n";

    @TempDir
    Path temp;

    private CatalogFolder folder;

    @BeforeEach
    void emptyFolder() {
        folder = new CatalogFolder(temp.resolve("catalog"));
    }

    @Test
    void readsEverythingThatADefinitionCanSay() {
        folder.with("schema.sql", "create schema shop;")
                .with("feeds/meyer.csv.gz", "")
                .with("meyer.yaml", """
                        name: meyer
                        description: Meyer's feed
                        connections: 2
                        timeout: 10m
                        parameters:
                          since: { type: string, description: a day }
                          limit: { type: integer, default: -5 }
                          dry: { type: boolean, default: false }
                        steps:
                          - sql: { file: schema.sql }
                          - sql:
                              inline: |
                                analyze;
                          - copy:
                              file: feeds/meyer.csv.gz
                              format: csv
                              delimiter: "\\t"
                              header: true
                              null: "NULL"
                              into: shop.Products
                              columns: { Part Number: part_number, Preis €: price }
                              constants: { vendor: meyer, year: 2026, active: true }
                              mode: upsert
                              key: [vendor, part_number]
                        concurrencyKey: prices
                        """);

        SeedDefinition seed = folder.loadOnly("meyer");

        assertThat(seed.name()).isEqualTo("meyer");
        assertThat(seed.version()).matches("[0-9a-f]{12}");
        assertThat(seed.description()).isEqualTo("Meyer's feed");
        assertThat(seed.needs().connections()).isEqualTo(2);
        assertThat(seed.timeout()).isEqualTo(Duration.ofMinutes(10));
        assertThat(seed.concurrencyKey()).isEqualTo("prices");
        assertThat(seed.parameters())
                .containsExactly(
                        Map.entry("since", new Parameter(ParameterType.STRING, Optional.empty(), "a day")),
                        Map.entry("limit", new Parameter(ParameterType.INTEGER, Optional.of("-5"), "")),
                        Map.entry("dry", new Parameter(ParameterType.BOOLEAN, Optional.of("false"), "")));
        Path feed = folder.path().resolve("feeds/meyer.csv.gz");
        var target = new Target(
                new TableName("shop", "Products"),
                Map.of("Part Number", "part_number", "Preis €", "price"),
                Map.of("vendor", "meyer", "year", "2026", "active", "true"),
                new WriteMode.Upsert(List.of("vendor", "part_number"), Duplicates.LAST),
                new BadRows.Fail());
        assertThat(seed.steps())
                .containsExactly(
                        new SqlStep("schema.sql", "create schema shop;"),
                        new SqlStep("meyer.yaml:12", "analyze;\n"),
                        new CopyStep(csv(feed, "feeds/meyer.csv.gz", '\t', "NULL"), target));
    }

    @Test
    void whatARunNeedsIsRead() {
        folder.with("feed.csv", "").with("a.yaml", """
                        connections: { min: 2, max: 8 }
                        labels: [gpu, big-disk, gpu]
                        steps:
                          - copy: { file: feed.csv, into: s.t, mode: insert }
                        """);

        assertThat(folder.loadOnly("a").needs()).isEqualTo(new Needs(2, 8, List.of("big-disk", "gpu")));
    }

    @Test
    void whatIsLeftOutHasADefault() {
        folder.with("feed.csv", "").with("a.yaml", "steps:\n  - copy: { file: feed.csv, into: s.t, mode: insert }\n");

        SeedDefinition seed = folder.loadOnly("a");

        assertThat(seed.needs().connections()).isEqualTo(1);
        assertThat(seed.timeout()).isEqualTo(Duration.ofMinutes(30));
        assertThat(seed.description()).isEmpty();
        assertThat(seed.parameters()).isEmpty();
        var feed = csv(folder.path().resolve("feed.csv"), "feed.csv", ',', "");
        var target =
                new Target(new TableName("s", "t"), Map.of(), Map.of(), new WriteMode.Insert(), new BadRows.Fail());
        assertThat(seed.steps()).containsExactly(new CopyStep(feed, target));
    }

    @Test
    void columnsKeepTheOrderInWhichTheyWereWritten() {
        folder.with("feed.csv", "").with("a.yaml", """
                        steps:
                          - copy:
                              file: feed.csv
                              header: false
                              into: s.t
                              columns: { 9: z, 2: b, 5: a }
                              mode: insert
                        """);

        var copy = (CopyStep) folder.loadOnly("a").steps().getFirst();

        assertThat(copy.target().columns().keySet()).containsExactly("9", "2", "5");
    }

    @Test
    void namesAreSortedAndUnknownOnesAreNotFound() {
        folder.with("b.yaml", MINIMAL).with("a-1.yaml", MINIMAL).with("data/c.yaml", "not a seed");

        Catalog catalog = folder.load();

        assertThat(catalog.names()).containsExactly("a-1", "b");
        assertThat(catalog.find("c")).isEmpty();
    }

    @Test
    void aByteOrderMarkIsNoProblem() {
        folder.with("a.yaml", "\uFEFF" + MINIMAL);

        assertThat(folder.problems()).isEmpty();
    }

    @Test
    void theVersionFollowsTheDefinitionAndItsFilesAndNothingElse() {
        String definition = "steps:\n  - copy: { file: feed.csv, into: s.t, mode: insert }\n";
        folder.with("feed.csv", "a\n1\n").with("a.yaml", definition);
        String version = folder.loadOnly("a").version();

        assertThat(folder.with("other.csv", "x").loadOnly("a").version()).isEqualTo(version);
        assertThat(folder.with("feed.csv", "a\n2\n").loadOnly("a").version()).isNotEqualTo(version);
        assertThat(folder.with("feed.csv", "a\n1\n").loadOnly("a").version()).isEqualTo(version);
        assertThat(folder.with("a.yaml", definition + "timeout: 1h\n")
                        .loadOnly("a")
                        .version())
                .isNotEqualTo(version);
    }

    @Test
    void theMessageListsTheProblemsOfEveryFile() {
        folder.with("b.yaml", "steps: 1").with("a.yaml", "steps: 1\ntimeout: 1").with("c.yml", MINIMAL);

        assertThatThrownBy(folder::load).isInstanceOf(CatalogException.class).hasMessage("""
                        The catalog %1$s has 4 problems:
                          %1$s/a.yaml:1:8: steps: must be a list, got: 1
                          %1$s/a.yaml:2:10: timeout: must be a positive duration such as 10s, 10m or 1h, got: 1
                          %1$s/b.yaml:1:8: steps: must be a list, got: 1
                          %1$s/c.yml: would be ignored; rename it to end in .yaml""".formatted(folder.path()));
    }

    @Test
    void aFolderThatCannotBeACatalogIsAProblem() throws IOException {
        assertThatThrownBy(folder::load).hasMessageContaining("cannot be read");
        Files.createDirectories(folder.path());
        assertThatThrownBy(folder::load).hasMessageContaining("has no seed; put at least one definition");
        Path file = Files.createFile(temp.resolve("file"));
        assertThatThrownBy(() -> Catalog.load(file)).hasMessageContaining("is not a folder");
    }

    @Test
    void aLinkMustNotLeadOutOfTheFolder() throws IOException {
        folder.with("a.yaml", "steps:\n  - sql: { file: link.sql }\n");
        Path outside = Files.writeString(temp.resolve("secret.sql"), "select 1");
        Files.createSymbolicLink(folder.path().resolve("link.sql"), outside);

        assertThat(folder.problems()).singleElement().asString().contains("must stay within the catalog's folder");
    }

    @Test
    void textThatIsNotUtf8IsAProblem() throws IOException {
        folder.with("a.yaml", "steps:\n  - sql: { file: latin1.sql }\n");
        Files.write(folder.path().resolve("latin1.sql"), new byte[] {'-', '-', (byte) 0xFC});
        Files.write(folder.path().resolve("b.yaml"), new byte[] {'#', (byte) 0xFC});

        assertThat(folder.problems())
                .containsExactly(
                        "a.yaml:2:18: steps[1].sql.file: is not UTF-8 text; save latin1.sql as UTF-8",
                        "b.yaml: is not UTF-8 text; save it as UTF-8");
    }

    @Test
    void aSeedRunsAloneUnlessItSaysThatItMayRunBesideItself() {
        assertThat(folder.with("a.yaml", MINIMAL).loadOnly("a").concurrencyKey())
                .isEqualTo("a");
        assertThat(folder.with("a.yaml", "parallel: false\n" + MINIMAL)
                        .loadOnly("a")
                        .concurrencyKey())
                .isEqualTo("a");
        assertThat(folder.with("a.yaml", "parallel: true\n" + MINIMAL)
                        .loadOnly("a")
                        .concurrencyKey())
                .isNull();
    }

    private static Feed csv(Path path, String name, char delimiter, String nullText) {
        return new Feed(
                new FeedSource.OneFile(path, name),
                new FeedFormat.Delimited("csv", delimiter, '"', FeedFormat.Header.NAMES, nullText),
                StandardCharsets.UTF_8,
                null,
                Set.of(),
                Feed.DEFAULT_MAX_RECORD);
    }
}
