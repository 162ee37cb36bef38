/**
 * A small world around the core: workers that crash and hang, a broker that delays and repeats, a PostgreSQL and an agent that
 * looks at it. Everything follows from one seed, and an auditor with a simpler model of its own watches it all.
 */
@NullMarked
package dev.seedgate.core.simulation;

import org.jspecify.annotations.NullMarked;
