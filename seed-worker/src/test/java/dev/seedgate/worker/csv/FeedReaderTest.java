package dev.seedgate.worker.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedgate.catalog.Feed;
import dev.seedgate.catalog.FeedFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeedReaderTest {
    @TempDir
    Path folder;

    @Test
    void countsRecordsAndLinesApartWhereFieldsRunOverLines() throws Exception {
        Feed feed = feed("Sku,Name\na,\"two\nlines\"\n\nb,x\r\nc,y");

        assertThat(read(feed))
                .containsExactly(record(1, 2, "a", "two\nlines"), record(2, 5, "b", "x"), record(3, 6, "c", "y"));
    }

    @Test
    void tellsNullFromQuotedText() throws Exception {
        assertThat(read(feed("A,B\n,\"\"\n"))).containsExactly(record(1, 2, null, ""));
    }

    @Test
    void skipsAByteOrderMark() throws Exception {
        try (FeedReader reader = FeedReader.open(feed("\uFEFFSku,Name\n"))) {
            assertThat(reader.header().orElseThrow().fields()).containsExactly("Sku", "Name");
        }
    }

    @Test
    void refusesRaggedRows() throws Exception {
        Feed feed = feed("Sku,Name\na,x\nb,x,y\n");

        assertThatThrownBy(() -> read(feed))
                .hasMessage("feed.csv, line 3: has 3 fields, but the header has 2; is a quote or a delimiter missing?");
    }

    @Test
    void refusesAQuoteThatIsNeverClosed() throws Exception {
        Feed feed = feed("Sku,Name\na,x\nb,\"never closed\nc,x\n");

        assertThatThrownBy(() -> read(feed)).hasMessage("feed.csv, line 3: Unclosed quoted field at end of input");
    }

    @Test
    void refusesTextAfterAClosingQuote() throws Exception {
        Feed feed = feed("Sku,Name\na,\"12\" inch\n");

        assertThatThrownBy(() -> read(feed))
                .isInstanceOf(FeedException.class)
                .hasMessageStartingWith("feed.csv, line 2: Unexpected character after closing quote");
    }

    @Test
    void refusesWhatIsNotUtf8() throws Exception {
        Feed feed = feed("Sku,Name\na,Mütter\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> read(feed))
                .hasMessage("feed.csv, line 1: here or later the file is not UTF-8; convert it first");
    }

    @Test
    void refusesAnEmptyFile() throws Exception {
        Feed feed = feed("");

        assertThatThrownBy(() -> read(feed)).hasMessage("feed.csv: is empty; it must begin with a header");
    }

    @Test
    void namesAMissingColumnAndWhatThereIs() throws Exception {
        Feed feed = feed("Sku,Titel\na,x\n");
        try (FeedReader reader = FeedReader.open(feed)) {
            assertThatThrownBy(() -> FeedColumns.of(feed, reader, mapping("Sku", "Name")))
                    .hasMessage("feed.csv, line 1: the header has no column \"Name\"; it has: \"Sku\", \"Titel\"");
        }
    }

    @Test
    void refusesAColumnThatIsThereTwice() throws Exception {
        Feed feed = feed("Sku,Sku\na,x\n");
        try (FeedReader reader = FeedReader.open(feed)) {
            assertThatThrownBy(() -> FeedColumns.of(feed, reader, Map.of()))
                    .hasMessage(
                            "feed.csv, line 1: the header has the column \"Sku\" more than once; rename one of them");
        }
    }

    @Test
    void mapsColumnsByNameInTheOrderOfTheDefinition() throws Exception {
        Feed feed = feed("Unused,Name,Sku\nx,y,z\n");
        try (FeedReader reader = FeedReader.open(feed)) {
            assertThat(FeedColumns.of(feed, reader, mapping("Sku", "Name")).columns())
                    .containsExactly(
                            new FeedColumns.FeedColumn(2, "column \"Sku\"", "sku"),
                            new FeedColumns.FeedColumn(1, "column \"Name\"", "name"));
        }
    }

    @Test
    void findsARecordAgain() throws Exception {
        assertThat(FeedLocator.find(feed("A\n\"1\n1\"\n2\n3\n"), 2)).contains(record(2, 4, "2"));
    }

    @Test
    void escapesWhatCopyWouldMisread() {
        var text = new CopyText();
        text.add("a\tb\\N\nc");
        text.add(null);
        text.add("");
        text.endRow();

        assertThat(new String(text.take(), StandardCharsets.UTF_8)).isEqualTo("a\\tb\\\\N\\nc\t\\N\t\n");
        assertThat(text.length()).isZero();
    }

    private Feed feed(String content) throws IOException {
        return feed(content.getBytes(StandardCharsets.UTF_8));
    }

    private Feed feed(byte[] content) throws IOException {
        Path file = Files.write(folder.resolve("feed.csv"), content);
        return new Feed(file, "feed.csv", FeedFormat.CSV, Feed.DEFAULT_DELIMITER, true, "");
    }

    private static List<FeedRecord> read(Feed feed) throws IOException, FeedException {
        var records = new ArrayList<FeedRecord>();
        try (FeedReader reader = FeedReader.open(feed)) {
            for (@Nullable FeedRecord record = reader.next(); record != null; record = reader.next()) {
                records.add(record);
            }
        }
        return records;
    }

    private static FeedRecord record(long number, long line, @Nullable String... fields) {
        return new FeedRecord(number, line, Arrays.asList(fields));
    }

    private static Map<String, String> mapping(String... feedColumns) {
        var mapping = new LinkedHashMap<String, String>();
        for (String column : feedColumns) {
            mapping.put(column, column.toLowerCase(Locale.ROOT));
        }
        return mapping;
    }
}
