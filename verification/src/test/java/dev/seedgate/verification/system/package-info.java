/** The whole product as real processes, on a real broker and a real PostgreSQL, while things go wrong. */
@NullMarked
package dev.seedgate.verification.system;

import org.jspecify.annotations.NullMarked;
