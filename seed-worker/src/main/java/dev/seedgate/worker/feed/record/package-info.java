/**
 * What reading a feed yields: records, their columns, and what can be wrong with a feed. Depends on nothing.
 */
@NullMarked
package dev.seedgate.worker.feed.record;

import org.jspecify.annotations.NullMarked;
