/**
 * One run of a seed: one transaction around all steps and the history row.
 * Knows no broker; what it may not do is commit after its lease.
 */
@NullMarked
package dev.seedgate.worker.seed;

import org.jspecify.annotations.NullMarked;
