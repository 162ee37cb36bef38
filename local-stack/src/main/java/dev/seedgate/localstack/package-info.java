/**
 * The API: one broker and one PostgreSQL server, real ones, for tests, development and the demo; how they are served
 * (child processes or containers) stays behind it.
 */
@NullMarked
package dev.seedgate.localstack;

import org.jspecify.annotations.NullMarked;
