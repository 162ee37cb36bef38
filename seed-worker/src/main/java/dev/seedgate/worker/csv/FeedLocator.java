package dev.seedgate.worker.csv;

import dev.seedgate.catalog.Feed;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds a record again by its number. PostgreSQL counts the records it was sent, people count lines of the file, and with quoted
 * line breaks the two part. Reading the file a second time, after a failure only, costs less than to remember where every record
 * began.
 */
public final class FeedLocator {
    private FeedLocator() {}

    /** The record, or nothing when the feed changed meanwhile and has no such record any more. */
    public static Optional<FeedRecord> find(Feed feed, long number) throws IOException {
        try (FeedReader reader = FeedReader.open(feed)) {
            @Nullable FeedRecord record = reader.next();
            while (record != null && record.number() < number) {
                record = reader.next();
            }
            return Optional.ofNullable(record);
        } catch (FeedException e) {
            return Optional.empty();
        }
    }
}
