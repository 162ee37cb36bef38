/**
 * What both services say of a request in their logs and traces, under the same names. Knows the messages, and nothing of what is done
 * with them.
 */
@NullMarked
package dev.seedgate.telemetry;

import org.jspecify.annotations.NullMarked;
