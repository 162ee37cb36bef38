package dev.seedgate.worker.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedgate.catalog.Feed;
import dev.seedgate.catalog.FeedFormat;
import dev.seedgate.catalog.FeedFormat.Delimited;
import dev.seedgate.catalog.FeedFormat.Header;
import dev.seedgate.catalog.FeedSource;
import dev.seedgate.catalog.FileSet;
import dev.seedgate.worker.feed.FeedLocator.Found;
import dev.seedgate.worker.feed.record.FeedColumns.FeedColumn;
import dev.seedgate.worker.feed.record.FeedException;
import dev.seedgate.worker.feed.record.FeedRecord;
import dev.seedgate.worker.stop.StopSignal;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Delimited feeds that are as they should be. */
class DelimitedFeedTest {
    private static final StopSignal STOP = new StopSignal();

    @TempDir
    Path folder;

    @Test
    void countsRecordsAndLinesApartWhereFieldsRunOverLines() throws Exception {
        Feed feed = feed("Sku,Name\na,\"two\nlines\"\n\nb,x\r\nc,y");

        assertThat(Feeds.read(feed)).containsExactly("1@2 [a, two\nlines]", "2@5 [b, x]", "3@6 [c, y]");
    }

    @Test
    void tellsNullFromQuotedText() throws Exception {
        assertThat(Feeds.read(feed("A,B\n,\"\"\n"))).containsExactly("1@2 [null, ]");
    }

    @Test
    void skipsAByteOrderMark() throws Exception {
        assertThat(Feeds.read(feed("\uFEFFSku,Name\na,b\n"), "Sku")).containsExactly("1@2 [a]");
    }

    @Test
    void readsColumnsByNameInTheOrderOfTheDefinition() throws Exception {
        try (FeedReader reader =
                FeedReader.open(feed("Unused,Name,Sku\nx,y,z\n"), Feeds.columns("Sku", "Name"), STOP)) {
            assertThat(reader.columns().columns())
                    .containsExactly(
                            new FeedColumn(0, "Sku", "column \"Sku\"", "sku"),
                            new FeedColumn(1, "Name", "column \"Name\"", "name"));
            assertThat(Objects.requireNonNull(reader.next()).fields()).containsExactly("z", "y");
        }
    }

    @Test
    void readsColumnsByNumber() throws Exception {
        assertThat(Feeds.read(feed("a,b,c\nd,e,f\n", with(Header.NONE)), "3", "1"))
                .containsExactly("1@1 [c, a]", "2@2 [f, d]");
    }

    @Test
    void mayHaveAHeaderThatIsOfNoUse() throws Exception {
        assertThat(Feeds.read(feed("Sku,Sku\na,b\n", with(Header.SKIPPED)), "2"))
                .containsExactly("1@2 [b]");
    }

    @Test
    void mayHaveAnotherQuoteOrNone() throws Exception {
        var single = new Delimited("csv", ';', '\'', Header.NAMES, "");
        var none = new Delimited("tsv", '\t', null, Header.NAMES, "");

        assertThat(Feeds.read(feed("A;B\n'x;''y''';\"\n", single))).containsExactly("1@2 [x;'y', \"]");
        assertThat(Feeds.read(feed("A\tB\n\"12\" disc\t\"\n", none))).containsExactly("1@2 [\"12\" disc, \"]");
    }

    @Test
    void mayBeInAnotherEncoding() throws Exception {
        Charset windows = Charset.forName("windows-1252");
        Path latin = Files.write(folder.resolve("latin.csv"), "Sku,Preis €\na,Mütter\n".getBytes(windows));
        Path wide =
                Files.write(folder.resolve("wide.csv"), "\uFEFFSku\nMütter 🙂\n".getBytes(StandardCharsets.UTF_16LE));

        assertThat(Feeds.read(Feeds.in(windows, Feeds.file(latin, Feeds.CSV)), "Preis €"))
                .containsExactly("1@2 [Mütter]");
        assertThat(Feeds.read(Feeds.in(StandardCharsets.UTF_16, Feeds.file(wide, Feeds.CSV)), "Sku"))
                .containsExactly("1@2 [Mütter 🙂]");
    }

    @Test
    void mayLackAColumnThatIsOptional() throws Exception {
        Feed feed = Feeds.withOptional(Set.of("Price"), feed("Sku,Name\na,b\n"));

        assertThat(Feeds.read(feed, "Sku", "Price", "Name")).containsExactly("1@2 [a, null, b]");
    }

    @Test
    void mayHaveAHeaderAndNoRows() throws Exception {
        assertThat(Feeds.read(feed("Sku,Name\n"))).isEmpty();
    }

    @Test
    void readsSeveralFilesAsOneEachWithItsOwnHeader() throws Exception {
        write("2.csv", "Name,Sku\nx,b\n");
        Files.write(folder.resolve("1.csv.gz"), Feeds.gzip("Sku,Name\na,\"w\nw\"\n"));
        write("3.csv", "Sku,Name\n");
        write("4.csv", "Sku,Name\nc,y");
        Feed feed = many("*.csv*");

        assertThat(Feeds.read(feed)).containsExactly("1@2 [a, w\nw]", "2@2 [b, x]", "3@2 [c, y]");
        assertThat(FeedLocator.find(feed, Feeds.columns(), 3, STOP))
                .map(Found::place)
                .contains("4.csv, line 2");
        try (FeedReader reader = FeedReader.open(feed, Feeds.columns(), STOP)) {
            long total = reader.bytesTotal();
            while (reader.next() != null) {
                assertThat(reader.bytesRead()).isLessThanOrEqualTo(total);
            }
            assertThat(reader.bytesRead()).isEqualTo(total);
        }
    }

    @Test
    void namesTheFileOfSeveralThatIsWrong() throws Exception {
        write("1.csv", "Sku,Name\na,x\n");
        write("2.csv", "Sku,Nmae\nb,y\n");
        Feed feed = many("*.csv");

        assertThat(Feeds.failure(feed, "Sku", "Name"))
                .isEqualTo("2.csv, line 1: the header has no column \"Name\", but \"Nmae\"; it has: \"Sku\", \"Nmae\"");
        assertThat(Feeds.failure(feed)).startsWith("2.csv, line 1: the header has no column \"Name\"");
        write("2.csv", "Sku,Name,Price\nb,y,1\n");
        assertThat(Feeds.failure(feed))
                .isEqualTo("2.csv, line 1: the header has the column \"Price\", which the feed's first file has not;"
                        + " name in columns which ones to load");
        assertThat(Feeds.read(feed, "Sku")).containsExactly("1@2 [a]", "2@2 [b]");
    }

    @Test
    void findsARecordAgain() throws Exception {
        assertThat(FeedLocator.find(feed("A\n\"1\n1\"\n2\n3\n"), Feeds.columns(), 2, STOP))
                .contains(new Found("feed.csv, line 4", List.of("2")));
        assertThat(FeedLocator.find(feed("A\n1\n"), Feeds.columns(), 2, STOP)).isEmpty();
    }

    @Test
    void escapesWhatCopyWouldMisread() throws Exception {
        var text = new CopyText();
        text.add("a\tb\\N\nc\r");
        text.add((String) null);
        text.add("");
        text.add(0);
        text.add(9_000_000_000L);
        text.endRow();

        assertThat(new String(text.take(), StandardCharsets.UTF_8))
                .isEqualTo("a\\tb\\\\N\\nc\\r\t\\N\t\t0\t9000000000\n");
        assertThat(text.length()).isZero();
    }

    @Test
    void encodesEveryCharacterAsTheJdkDoes() throws Exception {
        var all = new StringBuilder();
        for (int c = 1; c <= Character.MAX_CODE_POINT; c += c < 0x3000 ? 1 : 97) {
            if ("\\\t\n\r\"".indexOf(c) < 0 && (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)) {
                all.appendCodePoint(c);
            }
        }
        var text = new CopyText();
        try (FeedReader reader = FeedReader.open(feed("A\n\"" + all + "\"\n"), Feeds.columns(), STOP)) {
            text.add(Objects.requireNonNull(reader.next()), 0);
        }

        assertThat(text.take()).isEqualTo(all.toString().getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void refusesHalfACharacter() throws Exception {
        Path file = write("feed.json", "[{\"a\": \"\\ud83d\"}]");
        try (FeedReader reader = FeedReader.open(Feeds.file(file, Feeds.JSON), Feeds.columns(), STOP)) {
            FeedRecord record = Objects.requireNonNull(reader.next());
            assertThatThrownBy(() -> new CopyText().add(record, 0))
                    .isInstanceOf(FeedException.class)
                    .hasMessageStartingWith("feed.json, line 1: has half of a character in it");
        }
    }

    private Feed feed(String content) throws IOException {
        return feed(content, Feeds.CSV);
    }

    private Feed feed(String content, FeedFormat format) throws IOException {
        return Feeds.file(write("feed.csv", content), format);
    }

    private Feed many(String pattern) throws IOException {
        return Feeds.of(new FeedSource.ManyFiles(new FileSet(folder.toRealPath(), pattern)), Feeds.CSV);
    }

    private Path write(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    private static Delimited with(Header header) {
        return new Delimited("csv", ',', '"', header, "");
    }
}
