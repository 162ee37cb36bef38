package dev.seedgate.seeds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FeedWriterTest {
    @TempDir
    Path temp;

    /** Fails when a change of the generator, of a library or of the JDK changes feeds: committed ones must then be renewed. */
    @ParameterizedTest
    @CsvSource({
        "MEYER,     81411ea6761d4732786594e88ab57edf465c441e30c230a3ef5f3c7b745181ed",
        "WHEELPROS, 8261daf6faea215def467e743f4aab97d6685ed2364259228db81281ef4f0008",
        "OMIX,      4e27b53b95cc0fc2dc271ef991a21fa58f55ed645a227741babcdc7845eedab3",
        "KEYSTONE,  e58895d024fc730b718958b105a87c5ea5f010d8692548a557eb96d8e8f921d0",
        "QUAD,      2e6cac5b5c663dd62becb8f7a125062e82455118ba4c31f0b0e7415ec907cb39",
        "LARGE,     bfd2d30fa941fa7c46f6b6655285f1969155a40c2152e45a0536bba8b5d6687d"
    })
    void equalArgumentsGiveEqualBytes(FeedShape shape, String sha256) throws IOException {
        assertThat(sha256(write(new FeedSpec(shape, 5_000, 7), "feed.csv"))).isEqualTo(sha256);
    }

    @ParameterizedTest
    @EnumSource
    void anotherSeedGivesAnotherFeedOfTheSameLength(FeedShape shape) throws IOException {
        Path one = write(new FeedSpec(shape, 500, 1), "1.csv");
        Path other = write(new FeedSpec(shape, 500, 2), "2.csv");

        assertThat(Files.mismatch(one, other)).isNotNegative();
        assertThat(FeedContent.read(shape, one).rows()).isEqualTo(500);
        assertThat(FeedContent.read(shape, other).rows()).isEqualTo(500);
    }

    @ParameterizedTest
    @EnumSource
    void everyShapeHasWhatCarelessReadersTripOver(FeedShape shape) throws IOException {
        String feed = Files.readString(write(new FeedSpec(shape, 2_000, 3), "feed.csv"));

        assertThat(feed)
                .as(
                        "doubled quote, line break in quotes, lone end-of-data mark, CRLF in quotes, backslashes, 2- to 4-byte UTF-8")
                .contains(
                        "\"\"",
                        "Includes:\n- bracket",
                        "Finish:\n\\.\n",
                        "one\r\nline",
                        "C:\\parts\\new",
                        "\\N",
                        "ü",
                        "Ł",
                        "ワ",
                        "😀");
        assertThat(ExpectedContent.of(new FeedSpec(shape, 2_000, 3)).products())
                .as("distinct keys")
                .isBetween(1_900, 1_990);
    }

    @Test
    void aCompressedFeedHoldsTheSameBytes() throws IOException {
        var spec = new FeedSpec(FeedShape.QUAD, 1_000, 5);
        Path plain = write(spec, "feed.csv");

        try (var in = new GZIPInputStream(Files.newInputStream(write(spec, "feed.csv.gz")))) {
            assertThat(in.readAllBytes()).isEqualTo(Files.readAllBytes(plain));
        }
    }

    @Test
    void aFeedReplacesTheOldOneAndLeavesNothingElse() throws IOException {
        Path feed = temp.resolve("feed.csv");
        Files.writeString(feed, "old");

        write(new FeedSpec(FeedShape.MEYER, 10, 1), "feed.csv");

        assertThat(feed).content().startsWith("Part Number,");
        assertThat(temp).isDirectoryContaining(path -> path.equals(feed));
        assertThat(temp.toFile().list()).containsExactly("feed.csv");
    }

    @Test
    void aFaultyFeedDiffersInTenPricesOnly() throws IOException {
        var spec = new FeedSpec(FeedShape.LARGE, 100, 1);
        List<String> good = records(write(spec, "good.csv"));
        Path faulty = temp.resolve("faulty.csv");
        FeedWriter.writeFaulty(spec, 51, faulty);

        List<String> bad = records(faulty);

        assertThat(bad).hasSameSizeAs(good);
        List<String> different =
                bad.stream().filter(record -> !good.contains(record)).toList();
        assertThat(different).hasSize(10).allMatch(record -> record.matches("(?s).*\"\\d+,\\d\\d\".*"));
        assertThat(bad.indexOf(different.getFirst()))
                .as("the header is record 0")
                .isEqualTo(51);
    }

    @ParameterizedTest
    @CsvSource({"0", "101", "-1"})
    void theFaultyRowMustExist(int row) {
        var spec = new FeedSpec(FeedShape.LARGE, 100, 1);

        assertThatThrownBy(() -> FeedWriter.writeFaulty(spec, row, temp.resolve("feed.csv")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the first faulty row must be from 1 to 100, the rows, got: " + row);
    }

    private Path write(FeedSpec spec, String name) throws IOException {
        Path file = temp.resolve(name);
        FeedWriter.write(spec, file);
        return file;
    }

    /** Splits where a part number begins a line: enough for these tests, and independent of any CSV library. */
    private static List<String> records(Path feed) throws IOException {
        return List.of(Files.readString(feed, StandardCharsets.UTF_8).split("\n(?=LA-)"));
    }

    private static String sha256(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
