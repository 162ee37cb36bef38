/**
 * Everything at once, for as long as is wished: faults drawn from a seed, on an installation of its own with two replicas of the
 * admission service, and every service behind links that can break. Starts at {@link dev.seedgate.verification.chaos.ChaosIT}.
 */
@NullMarked
package dev.seedgate.verification.chaos;

import org.jspecify.annotations.NullMarked;
