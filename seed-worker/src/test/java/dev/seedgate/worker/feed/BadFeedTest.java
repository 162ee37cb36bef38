package dev.seedgate.worker.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.github.luben.zstd.ZstdOutputStream;
import dev.seedgate.catalog.Compression;
import dev.seedgate.catalog.Feed;
import dev.seedgate.catalog.FeedFormat;
import dev.seedgate.catalog.FeedFormat.Delimited;
import dev.seedgate.catalog.FeedFormat.Header;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every way in which feeds are known to be broken, and what people are told of it. */
class BadFeedTest {
    /** Enough of it that a packed half of it has rows. */
    private static final String LONG = IntStream.range(0, 20_000)
            .mapToObj(i -> i + "," + Integer.toHexString(new Random(i).nextInt()) + "\n")
            .collect(Collectors.joining("", "Sku,Name\n", ""));

    @TempDir
    Path folder;

    @ParameterizedTest
    @MethodSource("texts")
    void aBadText(String content, String problem) throws Exception {
        assertThat(Feeds.failure(feed(content.getBytes(StandardCharsets.UTF_8)), "Sku", "Name"))
                .isEqualTo("feed.csv" + problem);
    }

    static Stream<Arguments> texts() {
        return Stream.of(
                argumentSet("nothing", "", ": is empty; it must begin with a header"),
                argumentSet(
                        "too many fields",
                        "Sku,Name\na,x\nb,x,y\n",
                        ", line 3: has 3 fields, but the header has 2: \"b,x,y\"; is a quote or a delimiter missing?"),
                argumentSet(
                        "too few fields",
                        "Sku,Name\na,\"x\nx\"\nb\n",
                        ", line 4: has 1 field, but the header has 2: \"b\"; is a quote or a delimiter missing?"),
                argumentSet(
                        "a long bad row is shortened",
                        "Sku,Name\na,b," + "x".repeat(100) + "\n",
                        ", line 2: has 3 fields, but the header has 2: \"a,b," + "x".repeat(76)
                                + "…\"; is a quote or a delimiter missing?"),
                argumentSet(
                        "the end in the middle of a quote",
                        "Sku,Name\na,x\nb,\"never closed\nc,x\n",
                        ", line 3: column \"Name\" begins with a quote that is never closed, and the feed ends inside it;"
                                + " close it or get the feed again, or say quote: none where quotes are ordinary text"),
                argumentSet(
                        "text after a closing quote",
                        "Sku,Name\na,\"12\" inch\n",
                        ", line 2: column \"Name\" goes on after its closing quote; double the quotes inside a quoted field,"
                                + " or say quote: none where quotes are ordinary text"),
                argumentSet(
                        "a header that lost a column",
                        "Sku,Title,Nmae,name\n",
                        ", line 1: the header has no column \"Name\", but \"name\", \"Nmae\"; it has: \"Sku\", \"Title\","
                                + " \"Nmae\", \"name\""),
                argumentSet(
                        "a header that lost all of them",
                        "A,B\n",
                        ", line 1: the header has no columns \"Sku\", \"Name\"; it has: \"A\", \"B\""),
                argumentSet(
                        "another delimiter",
                        "Sku;Name\n",
                        ", line 1: the header has no columns \"Sku\", \"Name\"; it has: \"Sku;Name\"; say delimiter: \";\""),
                argumentSet(
                        "a column twice",
                        "Sku,Name,Name\n",
                        ", line 1: the header has the column \"Name\" more than once; rename one of them, or say header: skip"
                                + " and map the columns by their numbers"),
                argumentSet(
                        "a web page",
                        "\n<!DOCTYPE html>\n<html><head><title> Sign in\n</title>",
                        ": is a web page titled \"Sign in\" and no feed, perhaps an error or a login page; see what its"
                                + " address shows in a browser"),
                argumentSet(
                        "a server's error",
                        "<?xml version=\"1.0\"?>\n<Error><Code>AccessDenied</Code></Error>",
                        ": is XML and no feed, perhaps a server's error: it begins with \"<?xml version=\"1.0\"?>\\n<Error>"
                                + "<Code>AccessDenied</Code></Error>\""));
    }

    @Test
    void tooFewFieldsForTheNumbersOfTheDefinition() throws Exception {
        var format = new Delimited("csv", ',', '"', Header.NONE, "");

        assertThat(Feeds.failure(
                        Feeds.file(write("feed.csv", "a,b\n".getBytes(StandardCharsets.UTF_8)), format), "1", "3"))
                .isEqualTo("feed.csv, line 1: has 2 fields, but the definition uses field 3");
    }

    @Test
    void theWrongEncodingIsNamedWithLineBytesAndRemedy() throws Exception {
        byte[] latin = "Sku,Name\na,x\nb,Mütter\n".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(Feeds.failure(feed(latin)))
                .isEqualTo(
                        "feed.csv, line 3: is not UTF-8: has the byte FC after \"b,M\"; say in which encoding it is, such"
                                + " as encoding: windows-1252, or have it written anew");
    }

    @Test
    void theWrongEncodingIsFoundInEveryFormatAndFarBehind() throws Exception {
        String rows = "{\"Sku\": 1}\n".repeat(50_000);
        byte[] latin = (rows + "{\"Sku\": \"ü\"}\n").getBytes(StandardCharsets.ISO_8859_1);
        Feed feed = Feeds.file(write("feed.json", latin), Feeds.NDJSON);

        assertThat(Feeds.failure(feed))
                .startsWith("feed.json, line 50001: is not UTF-8: has the byte FC after \"{\"Sku\": \"\"; say");
    }

    @Test
    void utf16IsRecognised() throws Exception {
        assertThat(Feeds.failure(feed("\uFEFFSku\n".getBytes(StandardCharsets.UTF_16LE))))
                .isEqualTo(
                        "feed.csv, line 1: is not UTF-8: has the byte FF; say in which encoding it is, such as encoding:"
                                + " UTF-16, or have it written anew");
    }

    @Test
    void anEndInTheMiddleOfACharacterIsAnError() throws Exception {
        byte[] whole = "Sku\nü".getBytes(StandardCharsets.UTF_8);

        assertThat(Feeds.failure(feed(Arrays.copyOf(whole, whole.length - 1))))
                .startsWith("feed.csv, line 2: is not UTF-8: has the byte C3");
    }

    @ParameterizedTest
    @MethodSource("packed")
    void aPackedFeed(String file, byte[] content, String problem) throws Exception {
        assertThat(Feeds.failure(Feeds.file(write(file, content), Feeds.CSV), "Sku"))
                .matches(problem);
    }

    static Stream<Arguments> packed() {
        byte[] gzip = Feeds.gzip(LONG);
        byte[] zstd = Feeds.zstd(LONG);
        byte[] damaged = gzip.clone();
        damaged[gzip.length - 8] ^= 1; // its checksum
        String again = "; the file was cut off when it was written or copied, so get it again";
        String name = "by its name or definition it is ";
        return Stream.of(
                argumentSet(
                        "half of a gzip",
                        "f.csv.gz",
                        Arrays.copyOf(gzip, gzip.length / 2),
                        "f\\.csv\\.gz, line \\d{4,5}: here or a little later the gzip data ends too early" + again),
                argumentSet(
                        "a gzip without its last byte",
                        "f.csv.gz",
                        Arrays.copyOf(gzip, gzip.length - 1),
                        "f\\.csv\\.gz, line 2000\\d: here or a little later the gzip data ends too early" + again),
                argumentSet(
                        "the first bytes of a gzip",
                        "f.csv.gz",
                        Arrays.copyOf(gzip, 5),
                        "f\\.csv\\.gz: here or a little later the gzip data ends too early" + again),
                argumentSet(
                        "a damaged gzip",
                        "f.csv.gz",
                        damaged,
                        "f\\.csv\\.gz, line 2000\\d: here or a little later the gzip data is damaged \\(.+\\); get the file"
                                + " again"),
                argumentSet(
                        "half of a zstd",
                        "f.csv.zst",
                        Arrays.copyOf(zstd, zstd.length / 2),
                        "f\\.csv\\.zst(, line \\d+)?: here or a little later the zstd data ends too early" + again),
                argumentSet(
                        "a gzip that is none",
                        "f.csv.gz",
                        "Sku\na\n".getBytes(StandardCharsets.UTF_8),
                        "f\\.csv\\.gz: " + name
                                + "gzip, but it begins with \"Sku\\\\na\\\\n\"; say compression: none, or"
                                + " correct the file"),
                argumentSet(
                        "a zstd that is gzip",
                        "f.zst",
                        gzip,
                        "f\\.zst: " + name + "zstd, but it is gzip; say compression: gzip"),
                argumentSet(
                        "a plain name of a zstd",
                        "f.csv",
                        zstd,
                        "f\\.csv: by its name or definition it is not compressed, but it is zstd; say compression: zstd"),
                argumentSet(
                        "a ZIP",
                        "f.csv",
                        "PK\u0003\u0004 and so on".getBytes(StandardCharsets.UTF_8),
                        "f\\.csv: .* but it is a ZIP archive; unpack it, or pack it with gzip or zstd"),
                argumentSet("nothing", "f.csv.gz", new byte[0], "f\\.csv\\.gz: .* gzip data ends too early" + again));
    }

    @Test
    void whatIsPackedTwiceIsRefused() throws Exception {
        byte[] once = Feeds.gzip("Sku\na\n");
        Path file = folder.resolve("f.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(once);
        }

        assertThat(Feeds.failure(Feeds.file(file, Feeds.CSV)))
                .isEqualTo("f.csv.gz: is packed twice: unpacked once, it still is gzip; pack it once only");
    }

    @Test
    void everyMemberOfAGzipAndEveryFrameOfAZstdIsRead() throws Exception {
        for (String name : new String[] {"f.csv.gz", "f.csv.zst"}) {
            Path file = folder.resolve(name);
            try (OutputStream out = Files.newOutputStream(file)) {
                for (String piece : new String[] {LONG, "x,y\n", "z,z\n"}) {
                    out.write(name.endsWith("gz") ? Feeds.gzip(piece) : Feeds.zstd(piece));
                }
            }
            assertThat(Feeds.count(Feeds.file(file, Feeds.CSV))).isEqualTo(20_002);
        }
    }

    @Test
    void theDefinitionsWordGoesBeforeTheName() throws Exception {
        Path file = write("f.data", Feeds.zstd("Sku\na\n"));

        assertThat(Feeds.read(Feeds.compressed(Compression.ZSTD, Feeds.file(file, Feeds.CSV))))
                .containsExactly("1@2 [a]");
    }

    /** Packed it is small; unpacked it would not fit into the memory that this may take. */
    @ParameterizedTest
    @MethodSource("endless")
    void aLineOf200Megabytes(FeedFormat format, String begin, String piece) throws Exception {
        Path file = folder.resolve("f.zst");
        byte[] block = piece.repeat((1 << 20) / piece.length()).getBytes(StandardCharsets.UTF_8);
        try (OutputStream out = new ZstdOutputStream(Files.newOutputStream(file))) {
            out.write(begin.getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < 200; i++) {
                out.write(block);
            }
        }

        assertThat(Feeds.failure(Feeds.file(file, format), "Sku"))
                .isEqualTo(
                        "f.zst, line 2: the record that begins here is longer than 4MB; is a quote never closed, or is the"
                                + " file without line breaks? If it is right, say maxRecord: with a size that does");
        assertThat(Feeds.failure(Feeds.withRecordsUpTo(1 << 16, Feeds.file(file, format)), "Sku"))
                .contains("is longer than 64kB");
    }

    static Stream<Arguments> endless() {
        return Stream.of(
                argumentSet("one field", Feeds.CSV, "Sku\n", "x"),
                argumentSet("a quote that is never closed", Feeds.CSV, "Sku\n\"", "y,\n"),
                argumentSet("many fields", Feeds.CSV, "Sku\n", "z,"),
                argumentSet("one value", Feeds.NDJSON, "{\"Sku\":1}\n{\"Sku\":\"", "x"),
                argumentSet("many values", Feeds.NDJSON, "{\"Sku\":1}\n{\"Sku\":[1", ",1"),
                argumentSet("many others", Feeds.JSON, "[{\"Sku\":1},\n{\"Sku\":2,\"other\":[1", ",1"),
                argumentSet("one key", Feeds.JSON, "[{\"Sku\":1},\n{\"", "k"));
    }

    @Test
    void aFileThatIsGoneIsNamed() throws IOException {
        assertThat(Feeds.failure(Feeds.file(folder.resolve("gone.csv"), Feeds.CSV)))
                .isEqualTo("gone.csv: there is no such file on this worker; put it back");
    }

    private Feed feed(byte[] content) throws IOException {
        return Feeds.file(write("feed.csv", content), Feeds.CSV);
    }

    private Path write(String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content);
    }
}
