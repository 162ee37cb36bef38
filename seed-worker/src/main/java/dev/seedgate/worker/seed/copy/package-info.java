/**
 * Copy steps: a feed's rows travel to PostgreSQL over as many connections as the token is worth ({@link
 * dev.seedgate.worker.seed.copy.CopyStreams}), straight into the table or into a staging table, and from there into the table in the
 * seed's one transaction ({@link dev.seedgate.worker.seed.copy.Merge}).
 */
@NullMarked
package dev.seedgate.worker.seed.copy;

import org.jspecify.annotations.NullMarked;
