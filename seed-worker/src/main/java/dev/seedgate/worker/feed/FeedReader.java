package dev.seedgate.worker.feed;

import dev.seedgate.catalog.Feed;
import dev.seedgate.catalog.FeedFormat;
import dev.seedgate.worker.feed.format.DelimitedRecords;
import dev.seedgate.worker.feed.format.JsonRecords;
import dev.seedgate.worker.feed.record.BadFeedException;
import dev.seedgate.worker.feed.record.BadRecordException;
import dev.seedgate.worker.feed.record.FeedColumns;
import dev.seedgate.worker.feed.record.FeedException;
import dev.seedgate.worker.feed.record.FeedRecord;
import dev.seedgate.worker.feed.record.RecordReader;
import dev.seedgate.worker.feed.record.WantedColumns;
import dev.seedgate.worker.feed.source.FeedDigest;
import dev.seedgate.worker.feed.source.FeedPart;
import dev.seedgate.worker.feed.source.FeedText;
import dev.seedgate.worker.stop.StopSignal;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a feed record by record, through all of its files, and holds no more of it than one record. The columns are the same in all
 * files; each file's header says where they are in it.
 */
public final class FeedReader implements Closeable {
    private final Feed feed;
    private final StopSignal stop;
    private final @Nullable FeedDigest digest;
    private final List<FeedPart> parts;
    private final long bytesOfFiles;
    private WantedColumns wanted;
    private int part = -1;
    private long number;
    private long bytesOfEarlierParts;
    private FeedText text;
    private RecordReader records;

    private FeedReader(
            Feed feed, WantedColumns wanted, List<FeedPart> parts, StopSignal stop, @Nullable FeedDigest digest)
            throws IOException, FeedException {
        this.feed = feed;
        this.wanted = wanted;
        this.stop = stop;
        this.digest = digest;
        this.parts = parts;
        long bytes = 0;
        for (FeedPart each : parts) {
            bytes += size(each);
        }
        this.bytesOfFiles = bytes;
        Opened opened = openNext();
        this.text = opened.text();
        this.records = opened.records();
    }

    private record Opened(FeedText text, RecordReader records) {}

    /**
     * Opens the feed and finds its columns.
     *
     * @param columns as {@link dev.seedgate.catalog.Target#columns}
     * @param stop ends what waits for a server
     * @throws FeedException when it is empty, not what its definition says, or has not the columns
     * @throws dev.seedgate.worker.feed.record.FeedUnavailableException when it may be there later; the message says all
     * @throws IOException when it cannot be read
     */
    public static FeedReader open(Feed feed, Map<String, String> columns, StopSignal stop)
            throws IOException, FeedException {
        return open(feed, columns, stop, null);
    }

    /**
     * The same, and takes note of the content.
     *
     * @param digest knows it once the last record was read; null where nobody wants to know
     */
    public static FeedReader open(Feed feed, Map<String, String> columns, StopSignal stop, @Nullable FeedDigest digest)
            throws IOException, FeedException {
        var wanted = new WantedColumns(columns, feed.optional(), true);
        try {
            return new FeedReader(feed, wanted, FeedPart.of(feed.from()), stop, digest);
        } catch (BadFeedException e) {
            throw new FeedException(feed.source(), 0, String.valueOf(e.getMessage()));
        }
    }

    /** What the fields of the records are. */
    public FeedColumns columns() {
        return records.columns();
    }

    /**
     * The next record, or null at the end. It is the same object each time.
     *
     * @throws BadRecordException when only this one is not what the definition says; the next may be
     * @throws FeedException when the feed is not
     */
    public @Nullable FeedRecord next() throws IOException, FeedException {
        @Nullable FeedRecord record = nextOfPart();
        while (record == null && part + 1 < parts.size()) {
            bytesOfEarlierParts += text.bytesRead();
            records.close();
            Opened opened = openNext();
            text = opened.text();
            records = opened.records();
            record = nextOfPart();
        }
        if (record != null) {
            number++;
        }
        return record;
    }

    /** Bytes that were read so far, packed where they are. */
    public long bytesRead() {
        return bytesOfEarlierParts + text.bytesRead();
    }

    /** 0 where nobody knows. */
    public long bytesTotal() {
        return Math.max(bytesOfFiles, text.size());
    }

    @Override
    public void close() throws IOException {
        records.close();
    }

    private @Nullable FeedRecord nextOfPart() throws IOException, FeedException {
        try {
            @Nullable FeedRecord record = records.next(number + 1);
            if (record == null) {
                text.ended();
            }
            return record;
        } catch (BadRecordException e) {
            number++;
            throw e;
        } catch (BadFeedException e) {
            throw new FeedException(parts.get(part).name(), records.line(), String.valueOf(e.getMessage()));
        }
    }

    private Opened openNext() throws IOException, FeedException {
        part++;
        String name = parts.get(part).name();
        FeedText opened = open(parts.get(part));
        try {
            RecordReader begun = begin(name, opened);
            if (part == 0 && wanted.all()) {
                wanted = WantedColumns.like(begun.columns().tableColumns());
            }
            return new Opened(opened, begun);
        } catch (BadFeedException e) {
            opened.close();
            throw new FeedException(name, 1, String.valueOf(e.getMessage()));
        } catch (IOException | FeedException | RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    private FeedText open(FeedPart opening) throws IOException, FeedException {
        try {
            return FeedText.open(opening, feed, stop, digest);
        } catch (BadFeedException e) {
            throw new FeedException(opening.name(), 0, String.valueOf(e.getMessage()));
        }
    }

    private RecordReader begin(String name, FeedText opened) throws IOException, FeedException {
        return switch (feed.format()) {
            case FeedFormat.Delimited delimited ->
                new DelimitedRecords(name, opened, delimited).begin(wanted, number + 1);
            case FeedFormat.JsonLines lines -> new JsonRecords(name, opened, true).begin(wanted, number + 1);
            case FeedFormat.JsonArray array -> new JsonRecords(name, opened, false).begin(wanted, number + 1);
        };
    }

    private static long size(FeedPart part) throws IOException, FeedException {
        try {
            return part.size();
        } catch (BadFeedException e) {
            throw new FeedException(part.name(), 0, String.valueOf(e.getMessage()));
        }
    }
}
