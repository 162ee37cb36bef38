/** Tests. */
@NullMarked
package dev.seedgate.worker.lease;

import org.jspecify.annotations.NullMarked;
