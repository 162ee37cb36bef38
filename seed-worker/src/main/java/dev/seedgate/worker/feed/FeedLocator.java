package dev.seedgate.worker.feed;

import dev.seedgate.catalog.Feed;
import dev.seedgate.worker.feed.record.BadRecordException;
import dev.seedgate.worker.feed.record.FeedException;
import dev.seedgate.worker.feed.record.FeedRecord;
import dev.seedgate.worker.stop.StopSignal;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds a record again by its number. PostgreSQL counts the records it was sent, people count lines of a file, and with quoted
 * line breaks and several files the two part. Reading the feed a second time, after a failure only, costs less than to remember where
 * every record began.
 */
public final class FeedLocator {
    private FeedLocator() {}

    /**
     * A record that was found again.
     *
     * @param place such as {@code feeds/meyer.csv, line 12}
     * @param fields as {@link FeedRecord#fields}
     */
    public record Found(String place, List<@Nullable String> fields) {}

    /**
     * The record, or nothing when the feed cannot be had again, or changed meanwhile and has no such record any more.
     *
     * @param columns as the feed was read with
     */
    public static Optional<Found> find(Feed feed, Map<String, String> columns, long number, StopSignal stop) {
        try (FeedReader reader = FeedReader.open(feed, columns, stop)) {
            @Nullable FeedRecord record = next(reader);
            while (record != null && record.number() < number) {
                record = next(reader);
            }
            return Optional.ofNullable(record)
                    .filter(found -> found.number() == number)
                    .map(found -> new Found(found.place(), found.fields()));
        } catch (FeedException | IOException e) {
            return Optional.empty();
        }
    }

    /** Bad records are passed over, as they were when the feed was read first. */
    private static @Nullable FeedRecord next(FeedReader reader) throws IOException, FeedException {
        while (true) {
            try {
                return reader.next();
            } catch (BadRecordException e) {
                // the one that is looked for is behind it
            }
        }
    }
}
