package dev.seedgate.worker.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.seedgate.catalog.Feed;
import dev.seedgate.catalog.FeedFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JsonFeedTest {
    private static final String ROWS = "{\"a\": \"x\\ny\", \"b\": 1.50, \"z\": 0}\n{\"b\": null, \"a\": true}\n";

    @TempDir
    Path folder;

    @Test
    void readsWantedKeysOfOneObjectALine() throws Exception {
        assertThat(Feeds.read(feed(ROWS, Feeds.NDJSON), "b", "a"))
                .containsExactly("1@1 [1.50, x\ny]", "2@2 [null, true]");
    }

    @Test
    void readsAnArrayHoweverItIsLaidOut() throws Exception {
        assertThat(Feeds.read(feed("[{\"a\":1},\n\n{\n\"a\":\n2},{\"a\":3}]\n", Feeds.JSON)))
                .containsExactly("1@1 [1]", "2@3 [2]", "3@5 [3]");
        assertThat(Feeds.read(feed("[]", Feeds.JSON), "a")).isEmpty();
    }

    @Test
    void takesWhatIsNestedAsJsonAndNumbersAsTheyAreWritten() throws Exception {
        String row = "{\"n\": 12345678901234567890.10, \"o\": { \"k\" : [1.10, \"\\u00fc\\n\", null, {}] }, \"l\": []}";

        assertThat(Feeds.read(feed(row, Feeds.NDJSON)))
                .containsExactly("1@1 [12345678901234567890.10, {\"k\":[1.10,\"ü\\n\",null,{}]}, []]");
    }

    @Test
    void skipsBlankLinesAndAByteOrderMark() throws Exception {
        assertThat(Feeds.read(feed("\uFEFF\n{\"a\":1}\n\n{\"a\":2}", Feeds.NDJSON)))
                .containsExactly("1@2 [1]", "2@4 [2]");
    }

    @Test
    void aKeyThatNoObjectHasMayBeOptional() throws Exception {
        Feed feed = feed("{\"sku\": 1}\n", Feeds.NDJSON);

        assertThat(Feeds.failure(feed, "sku", "price"))
                .isEqualTo("feed.json: no object has the key \"price\"; correct columns, or name what may be missing in"
                        + " optional");
        assertThat(Feeds.read(Feeds.withOptional(Set.of("price"), feed), "sku", "price"))
                .containsExactly("1@1 [1, null]");
    }

    @ParameterizedTest
    @MethodSource("broken")
    void aBrokenFeed(FeedFormat format, String content, String problem) throws Exception {
        assertThat(Feeds.failure(feed(content, format))).isEqualTo("feed.json" + problem);
    }

    static Stream<Arguments> broken() {
        String incomplete =
                ", line 2: the object is not complete on its line; with format: ndjson each line is one object";
        return Stream.of(
                argumentSet("nothing", Feeds.NDJSON, "", ": is empty"),
                argumentSet("no array", Feeds.JSON, " \n", ": is empty"),
                argumentSet(
                        "nobody knows the columns",
                        Feeds.JSON,
                        "[]",
                        ": has no object, so that nobody knows its columns; name them in columns"),
                argumentSet(
                        "an object where an array is expected",
                        Feeds.JSON,
                        "{\"items\": []}",
                        ", line 1: begins with an object where an array of objects is expected; if each line is an object,"
                                + " say format: ndjson; if the array is inside it, have the feed written without what is"
                                + " around"),
                argumentSet(
                        "a text where an array is expected",
                        Feeds.JSON,
                        "\"no\"",
                        ", line 1: begins with a text where an array of objects is expected; write [{…}, {…}]"),
                argumentSet(
                        "an array of numbers",
                        Feeds.JSON,
                        "[{\"a\":1},\n7]",
                        ", line 2: has a number where an object is expected; every element of the array must be an object"),
                argumentSet(
                        "more after the array",
                        Feeds.JSON,
                        "[{\"a\":1}]\n[]",
                        ", line 2: goes on after the array's end; a feed is one array"),
                argumentSet(
                        "an array that was cut off",
                        Feeds.JSON,
                        "[{\"a\":1},\n{\"a\":2},\n{\"a\":",
                        ", line 3: ends in the middle of the array, after the object that begins here; the feed was cut"
                                + " off, so get it again"),
                argumentSet(
                        "an array where lines are expected",
                        Feeds.NDJSON,
                        "[\n{\"a\":1}]",
                        ", line 1: begins with a list; if the feed is one list of objects, say format: json"),
                argumentSet(
                        "a line that is no object",
                        Feeds.NDJSON,
                        "{\"a\":1}\n[2]\n",
                        ", line 2: has a list where an object is expected; each line must be one object"),
                argumentSet("a broken line", Feeds.NDJSON, "{\"a\":1}\n{\"a\":2\n{\"a\":3}\n", incomplete),
                argumentSet("an object over two lines", Feeds.NDJSON, "{\"a\":1}\n{\"a\":\n2}\n", incomplete),
                argumentSet(
                        "two objects on a line",
                        Feeds.NDJSON,
                        "{\"a\":1}\n{\"a\":2} {\"a\":3}\n",
                        ", line 2: has a second object; each line must be one object"),
                argumentSet(
                        "a misspelt word",
                        Feeds.NDJSON,
                        "{\"a\":1}\n{\"a\": nul}\n",
                        ", line 2: is not JSON at character 7: Unrecognized token 'nul': was expecting (JSON String, Number,"
                                + " Array, Object or token 'null', 'true' or 'false')"),
                argumentSet(
                        "a last line that was cut off",
                        Feeds.NDJSON,
                        "{\"a\":1}\n{\"a\":\"x",
                        ", line 2: ends in the middle of an object; the feed was cut off, so get it again"),
                argumentSet(
                        "a key twice",
                        Feeds.NDJSON,
                        "{\"a\":1}\n{\"a\":1,\"a\":2}\n",
                        ", line 2: the object has the key \"a\" twice; remove one of the two"),
                argumentSet(
                        "a key that comes later",
                        Feeds.NDJSON,
                        "{\"a\":1}\n{\"a\":1,\"b\":2}\n",
                        ", line 2: has the key \"b\", which the feed's first object has not; name in columns which ones to"
                                + " load"));
    }

    @Test
    void aKeyThatIsWrittenInAnotherWayIsNamed() throws Exception {
        assertThat(Feeds.failure(feed("{\"sku\": 1, \"price\": 2}\n", Feeds.NDJSON), "sku", "Price"))
                .startsWith("feed.json: no object has the key \"Price\", but \"price\"; correct columns");
    }

    private Feed feed(String content, FeedFormat format) throws IOException {
        return Feeds.file(Files.writeString(folder.resolve("feed.json"), content), format);
    }
}
