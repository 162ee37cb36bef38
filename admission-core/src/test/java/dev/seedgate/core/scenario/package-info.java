/** Situations told in a few words: what tests of the core are written with. */
@NullMarked
package dev.seedgate.core.scenario;

import org.jspecify.annotations.NullMarked;
