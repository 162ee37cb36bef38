/** Tests of the gate; those on a real PostgreSQL share one. */
@NullMarked
package dev.seedgate.exec.gate;

import org.jspecify.annotations.NullMarked;
