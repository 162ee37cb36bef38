/**
 * Measures the running ledger loop on a real broker, and the core without one; prints what it found. Speaks only what travels on
 * the wire, so it may not touch the services' code; the figures are kept in {@code docs/PERFORMANCE.md}.
 */
@NullMarked
package dev.seedgate.verification.measure;

import org.jspecify.annotations.NullMarked;
