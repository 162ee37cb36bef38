package dev.seedgate.worker.feed;

import com.github.luben.zstd.ZstdOutputStream;
import dev.seedgate.catalog.Compression;
import dev.seedgate.catalog.Feed;
import dev.seedgate.catalog.FeedFormat;
import dev.seedgate.catalog.FeedFormat.Delimited;
import dev.seedgate.catalog.FeedFormat.Header;
import dev.seedgate.catalog.FeedSource;
import dev.seedgate.worker.feed.record.FeedException;
import dev.seedgate.worker.feed.record.FeedRecord;
import dev.seedgate.worker.stop.StopSignal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** Feeds for tests, and what is in them. */
public final class Feeds {
    public static final Delimited CSV = new Delimited("csv", ',', '"', Header.NAMES, "");
    public static final FeedFormat NDJSON = new FeedFormat.JsonLines();
    public static final FeedFormat JSON = new FeedFormat.JsonArray();

    private Feeds() {}

    /** One that is a file of this name. */
    public static Feed file(Path path, FeedFormat format) {
        return of(new FeedSource.OneFile(path, String.valueOf(path.getFileName())), format);
    }

    /** With all else as it is when the definition says nothing. */
    public static Feed of(FeedSource from, FeedFormat format) {
        return new Feed(from, format, StandardCharsets.UTF_8, null, Set.of(), Feed.DEFAULT_MAX_RECORD);
    }

    static Feed in(Charset encoding, Feed feed) {
        return new Feed(feed.from(), feed.format(), encoding, feed.compression(), feed.optional(), feed.maxRecord());
    }

    static Feed compressed(@Nullable Compression compression, Feed feed) {
        return new Feed(feed.from(), feed.format(), feed.encoding(), compression, feed.optional(), feed.maxRecord());
    }

    static Feed withOptional(Set<String> optional, Feed feed) {
        return new Feed(feed.from(), feed.format(), feed.encoding(), feed.compression(), optional, feed.maxRecord());
    }

    static Feed withRecordsUpTo(int maxRecord, Feed feed) {
        return new Feed(feed.from(), feed.format(), feed.encoding(), feed.compression(), feed.optional(), maxRecord);
    }

    /** All columns to table columns of the same name in lower case; none named: all there are. */
    public static Map<String, String> columns(String... names) {
        var mapping = new LinkedHashMap<String, String>();
        for (String name : names) {
            mapping.put(name, name.toLowerCase(Locale.ROOT));
        }
        return mapping;
    }

    /** Each record as {@code number@line [fields]}. */
    public static List<String> read(Feed feed, String... columns) throws IOException, FeedException {
        return read(feed, new StopSignal(), columns);
    }

    public static List<String> read(Feed feed, StopSignal stop, String... columns) throws IOException, FeedException {
        var records = new ArrayList<String>();
        try (FeedReader reader = FeedReader.open(feed, columns(columns), stop)) {
            for (@Nullable FeedRecord record = reader.next(); record != null; record = reader.next()) {
                records.add(record.number() + "@" + record.line() + " " + record.fields());
            }
        }
        return records;
    }

    /** Reads to the end, and keeps nothing. */
    static long count(Feed feed, String... columns) throws IOException, FeedException {
        try (FeedReader reader = FeedReader.open(feed, columns(columns), new StopSignal())) {
            long count = 0;
            while (reader.next() != null) {
                count++;
            }
            return count;
        }
    }

    /** Why the feed cannot be read. */
    static String failure(Feed feed, String... columns) throws IOException {
        try {
            return "nothing is wrong with " + read(feed, columns);
        } catch (FeedException e) {
            return String.valueOf(e.getMessage());
        }
    }

    public static byte[] gzip(String text) {
        var packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    public static byte[] zstd(String text) {
        var packed = new ByteArrayOutputStream();
        try (OutputStream out = new ZstdOutputStream(packed)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }
}
