/**
 * What a prober and a dashboard see of this worker.
 */
@NullMarked
package dev.seedgate.worker.health;

import org.jspecify.annotations.NullMarked;
