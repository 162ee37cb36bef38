/** What a command under a token is told, and what is refused before. */
@NullMarked
package dev.seedgate.cli.exec;

import org.jspecify.annotations.NullMarked;
