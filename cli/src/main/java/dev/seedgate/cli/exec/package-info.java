/** A command under a token of its own: waits for the token, keeps it, and runs the command behind a gate. */
@NullMarked
package dev.seedgate.cli.exec;

import org.jspecify.annotations.NullMarked;
