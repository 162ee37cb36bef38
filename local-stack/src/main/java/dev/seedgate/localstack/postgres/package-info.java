/**
 * A real PostgreSQL server from Maven's binaries, in a process of its own. It sees the process room and the cache,
 * not the other half of the stack.
 */
@NullMarked
package dev.seedgate.localstack.postgres;

import org.jspecify.annotations.NullMarked;
