/**
 * How fast a feed gets into a table: by the usual ways, and by a seed. Starts a durable PostgreSQL and an installation of its own; knows
 * nothing of the measurements of the ledger.
 */
@NullMarked
package dev.seedgate.verification.load;

import org.jspecify.annotations.NullMarked;
