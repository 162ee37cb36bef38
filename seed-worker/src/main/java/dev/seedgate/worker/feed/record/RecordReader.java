package dev.seedgate.worker.feed.record;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads the records of one file, in whichever format it is. */
public interface RecordReader extends Closeable {
    FeedColumns columns();

    /**
     * The next record, or null at the end.
     *
     * @param number what it is to be called
     * @throws FeedException when the file is not what the definition says
     * @throws BadFeedException when the text cannot be read; {@link #line} says where
     */
    @Nullable FeedRecord next(long number) throws IOException, FeedException;

    /** The line on which the record begins that is being read, from 1. */
    long line();
}
