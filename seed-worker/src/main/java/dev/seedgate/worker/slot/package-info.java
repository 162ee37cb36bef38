/**
 * The loop of each slot, and its beginning and end with the process.
 */
@NullMarked
package dev.seedgate.worker.slot;

import org.jspecify.annotations.NullMarked;
