package dev.seedgate.worker.csv;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One record of a feed.
 *
 * @param number from 1, the header not counted
 * @param line of the file, from 1, on which the record begins; a quoted field may run over several lines
 * @param fields null where the feed says NULL
 */
public record FeedRecord(long number, long line, List<@Nullable String> fields) {}
