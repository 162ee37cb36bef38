/**
 * Reading feeds record by record, whatever they are written in and wherever they lie, and where a record stood. Knows no database.
 * Start at {@link dev.seedgate.worker.feed.FeedReader}.
 */
@NullMarked
package dev.seedgate.worker.feed;

import org.jspecify.annotations.NullMarked;
