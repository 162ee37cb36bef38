/**
 * {@code seedctl}: its entry and one class for each verb. A verb reads its arguments, calls the client or the demo, and prints;
 * what it needs for that lives in the rooms below.
 */
@NullMarked
package dev.seedgate.cli;

import org.jspecify.annotations.NullMarked;
