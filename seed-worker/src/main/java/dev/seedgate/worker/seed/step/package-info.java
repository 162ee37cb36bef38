/**
 * The kinds of steps. Each works on the run's one connection and says where in which file it failed.
 */
@NullMarked
package dev.seedgate.worker.seed.step;

import org.jspecify.annotations.NullMarked;
