/**
 * Commands of a seed: each runs under the run's token, behind a gate, while the seed itself has no session.
 */
@NullMarked
package dev.seedgate.worker.seed.exec;

import org.jspecify.annotations.NullMarked;
