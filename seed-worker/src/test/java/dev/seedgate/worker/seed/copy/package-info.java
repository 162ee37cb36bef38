/** How a feed's rows get into a table. */
@NullMarked
package dev.seedgate.worker.seed.copy;

import org.jspecify.annotations.NullMarked;
