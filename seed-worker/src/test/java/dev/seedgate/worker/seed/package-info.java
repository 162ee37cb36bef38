/** Tests. */
@NullMarked
package dev.seedgate.worker.seed;

import org.jspecify.annotations.NullMarked;
