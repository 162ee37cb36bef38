/** Whether a real PostgreSQL takes our verifiers. */
@NullMarked
package dev.seedgate.protocol.password;

import org.jspecify.annotations.NullMarked;
