package dev.seedgate.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.seedgate.catalog.FeedFormat.Delimited;
import dev.seedgate.catalog.FeedFormat.Header;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Where a feed is and how it is written: what is understood, and what people are told of what is not. */
class CopyFeedTest {
    private static final String REST = ", into: s.t, mode: insert";

    @TempDir
    Path temp;

    @Test
    void everythingThatCanBeSaidOfADelimitedFeed() {
        Feed feed = feed("file: f.csv, delimiter: '|', quote: \"'\", header: skip, null: '-', encoding: windows-1252,"
                + " compression: zstd, maxRecord: 64kB, columns: {1: a}");

        assertThat(feed)
                .isEqualTo(new Feed(
                        new FeedSource.OneFile(temp.resolve("f.csv"), "f.csv"),
                        new Delimited("csv", '|', '\'', Header.SKIPPED, "-"),
                        Charset.forName("windows-1252"),
                        Compression.ZSTD,
                        Set.of(),
                        1 << 16));
    }

    @Test
    void tabsAreTsvsDelimiter() {
        assertThat(feed("file: f.csv, format: tsv, quote: none").format())
                .isEqualTo(new Delimited("tsv", '\t', null, Header.NAMES, ""));
    }

    @Test
    void jsonMayNameWhatMayBeMissing() {
        Feed feed = feed("file: f.csv, format: ndjson, columns: {Sku: sku, Price: price}, optional: [Price]");

        assertThat(feed.format()).isEqualTo(new FeedFormat.JsonLines());
        assertThat(feed.optional()).containsExactly("Price");
        assertThat(feed("file: f.csv, format: json").format()).isEqualTo(new FeedFormat.JsonArray());
    }

    @Test
    void compressionIsToldByTheNameUnlessItIsSaid() {
        assertThat(feed("file: f.csv").compressionOf("a/b.csv.GZ")).isEqualTo(Compression.GZIP);
        assertThat(feed("file: f.csv").compressionOf("b.ndjson.zst")).isEqualTo(Compression.ZSTD);
        assertThat(feed("file: f.csv").compressionOf("b.csv")).isEqualTo(Compression.NONE);
        assertThat(feed("file: f.csv, compression: none").compressionOf("b.gz")).isEqualTo(Compression.NONE);
    }

    @Test
    void anAddressIsShownWithoutItsSecrets() {
        Feed feed = feed("url: \"https://joe:hush@feeds.example:8443/meyer.csv.gz?token=hush#hush\"");

        assertThat(feed.source()).isEqualTo("https://feeds.example:8443/meyer.csv.gz?…");
        assertThat(feed.toString()).doesNotContain("hush");
        assertThat(((FeedSource.Web) feed.from()).fileName()).isEqualTo("meyer.csv.gz");
    }

    @Test
    void filesOfAFolderOrAPatternComeInTheOrderOfTheirNames() throws IOException {
        folder().with("feeds/b.csv", "")
                .with("feeds/a.csv", "")
                .with("feeds/c.txt", "")
                .with("feeds/.hidden", "")
                .with("feeds/deep/d.csv", "");

        assertThat(names("feeds")).containsExactly("feeds/a.csv", "feeds/b.csv", "feeds/c.txt");
        assertThat(names("feeds/*.csv")).containsExactly("feeds/a.csv", "feeds/b.csv");
        assertThat(names("**/*.csv")).containsExactly("feeds/a.csv", "feeds/b.csv", "feeds/deep/d.csv");
        assertThat(names("feeds/{b,c}.*")).containsExactly("feeds/b.csv", "feeds/c.txt");
        assertThat(names("feeds/a.csv")).containsExactly("feeds/a.csv");
    }

    @Test
    void filesThatComeLaterAreFound() throws IOException {
        folder().with("feeds/a.csv", "");
        FileSet set = ((FeedSource.ManyFiles) feed("files: feeds").from()).files();

        folder().with("feeds/b.csv", "");

        assertThat(set.list()).extracting(FeedSource.OneFile::name).containsExactly("feeds/a.csv", "feeds/b.csv");
    }

    @Test
    void aLinkMustNotLeadOutOfTheCatalog(@TempDir Path elsewhere) throws IOException {
        folder().with("feeds/a.csv", "");
        Path secret = Files.writeString(elsewhere.resolve("secret.csv"), "");
        Files.createSymbolicLink(temp.resolve("feeds/b.csv"), secret);

        assertThat(problems("files: feeds" + REST))
                .isEqualTo("20: steps[1].copy.files: cannot be used: the link feeds/b.csv leads out of the catalog's"
                        + " folder; make the files readable, and keep them in the catalog's folder");
        assertThatThrownBy(() -> new FileSet(temp.toRealPath(), "feeds").list()).isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void aWrongFeed(String keys, String problem) {
        assertThat(problems(keys)).isEqualTo(problem);
    }

    static Stream<Arguments> wrong() {
        String copy = "steps[1].copy.";
        String file = ", file: f.csv" + REST;
        return Stream.of(
                argumentSet(
                        "two sources",
                        "file: f.csv, url: 'http://h/f'" + REST,
                        "31: " + copy + "url: contradicts file; keep one of the two"),
                argumentSet(
                        "a delimiter in JSON",
                        "delimiter: ';', format: json" + file,
                        "24: " + copy + "delimiter: has no meaning with format: json; remove it"),
                argumentSet(
                        "no header in JSON",
                        "header: false, format: ndjson" + file,
                        "21: " + copy + "header: has no meaning with format: ndjson; remove it"),
                argumentSet(
                        "a delimiter in TSV",
                        "delimiter: ';', format: tsv" + file,
                        "24: " + copy + "delimiter: is a tab with format: tsv; remove it, or say format: csv"),
                argumentSet(
                        "one character for both",
                        "quote: ';', delimiter: ';'" + file,
                        "20: " + copy + "quote: must not be both the delimiter and the quote; change one"),
                argumentSet(
                        "a line break for a quote",
                        "quote: \"\\n\"" + file,
                        "20: " + copy + "quote: must not be a line break"),
                argumentSet(
                        "an unknown encoding",
                        "encoding: latin-9000" + file,
                        "23: " + copy + "encoding: is not an encoding that Java knows; write UTF-8, ISO-8859-1,"
                                + " windows-1252 or the like, got: latin-9000"),
                argumentSet(
                        "an unknown compression",
                        "compression: zip" + file,
                        "26: " + copy + "compression: is not known: zip; did you mean gzip?"),
                argumentSet(
                        "a size without a unit",
                        "maxRecord: 1000" + file,
                        "24: " + copy + "maxRecord: must be a size such as 64kB or 4MB, at most 64MB, got: 1000"),
                argumentSet(
                        "a size beyond all",
                        "maxRecord: 65MB" + file,
                        "24: " + copy + "maxRecord: must be a size such as 64kB or 4MB, at most 64MB, got: 65MB"),
                argumentSet(
                        "something optional that is not loaded",
                        "columns: {A: a}, optional: [B]" + file,
                        "41: " + copy
                                + "optional[1]: is B, which columns does not name; add it there or remove it here"),
                argumentSet(
                        "something optional by number",
                        "header: false, columns: {1: a}, optional: [\"1\"]" + file,
                        "55: " + copy + "optional: has no meaning where columns have numbers only; remove it"),
                argumentSet(
                        "an address of another kind",
                        "url: 'ftp://joe:hush@h/f'" + REST,
                        "18: " + copy + "url: must be an address that begins with http:// or https:// and a host"),
                argumentSet(
                        "an address with blanks",
                        "url: 'http://h/a b?k=hush'" + REST,
                        "18: " + copy + "url: is not an address (Illegal character in path at character 11);"
                                + " encode blanks and other special characters as %20 and the like"),
                argumentSet(
                        "a pattern without a file",
                        "files: 'feeds/*.csv'" + REST,
                        "20: " + copy + "files: names no file: feeds/*.csv; put one there or correct the pattern"),
                argumentSet(
                        "a pattern that leads out",
                        "files: '../*.csv'" + REST,
                        "20: " + copy
                                + "files: must stay within the catalog's folder; give a folder or pattern relative"
                                + " to it, got: ../*.csv"));
    }

    private CatalogFolder folder() {
        return new CatalogFolder(temp);
    }

    private Feed feed(String keys) {
        folder().with("f.csv", "").with("a.yaml", "steps:\n  - copy: { " + keys + REST + " }\n");
        return ((CopyStep) folder().loadOnly("a").steps().getFirst()).feed();
    }

    /** The only one, without the file and the line. */
    private String problems(String keys) {
        folder().with("f.csv", "").with("a.yaml", "steps:\n  - copy: { " + keys + " }\n");
        return String.join("\n", folder().problems()).replace("a.yaml:2:", "");
    }

    private List<String> names(String pattern) throws IOException {
        return new FileSet(temp.toRealPath(), pattern)
                .list().stream().map(FeedSource.OneFile::name).toList();
    }
}
