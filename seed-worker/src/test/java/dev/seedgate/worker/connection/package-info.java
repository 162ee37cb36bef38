/** Tests. */
@NullMarked
package dev.seedgate.worker.connection;

import org.jspecify.annotations.NullMarked;
