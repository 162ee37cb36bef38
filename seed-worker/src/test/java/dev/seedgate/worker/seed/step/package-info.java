/** Tests. */
@NullMarked
package dev.seedgate.worker.seed.step;

import org.jspecify.annotations.NullMarked;
