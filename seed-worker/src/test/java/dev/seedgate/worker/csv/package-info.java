/** Tests. */
@NullMarked
package dev.seedgate.worker.csv;

import org.jspecify.annotations.NullMarked;
