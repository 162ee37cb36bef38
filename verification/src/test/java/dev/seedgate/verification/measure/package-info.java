/** Holds the measuring program's own arithmetic to tests: a checker that cannot fail proves nothing. */
@NullMarked
package dev.seedgate.verification.measure;

import org.jspecify.annotations.NullMarked;
