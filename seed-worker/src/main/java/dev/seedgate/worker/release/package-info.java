/**
 * Giving a token back, as often as it takes until the broker has it.
 */
@NullMarked
package dev.seedgate.worker.release;

import org.jspecify.annotations.NullMarked;
