/** Whether a real PostgreSQL takes our verifiers. */
@NullMarked
package dev.seedgate.worker.password;

import org.jspecify.annotations.NullMarked;
