/**
 * A foreign command as a tree of processes: started without a shell, its output kept within limits, and ended with all that it
 * started. Knows nothing of PostgreSQL.
 */
@NullMarked
package dev.seedgate.exec.process;

import org.jspecify.annotations.NullMarked;
