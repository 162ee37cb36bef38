/**
 * From a feed's text to records: delimited text and JSON.
 */
@NullMarked
package dev.seedgate.worker.feed.format;

import org.jspecify.annotations.NullMarked;
