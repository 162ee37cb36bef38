/**
 * What a foreign command is told of its token.
 */
@NullMarked
package dev.seedgate.exec;

import org.jspecify.annotations.NullMarked;
