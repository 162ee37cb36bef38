/**
 * Holding a token: renewing it, and stopping the work in time when that fails.
 * All times are differences of this process's monotonic clock.
 */
@NullMarked
package dev.seedgate.worker.lease;

import org.jspecify.annotations.NullMarked;
