/**
 * How a run is told to end before it is done: the signal and its causes.
 */
@NullMarked
package dev.seedgate.worker.stop;

import org.jspecify.annotations.NullMarked;
