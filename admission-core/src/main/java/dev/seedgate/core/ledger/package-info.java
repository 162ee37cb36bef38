/**
 * What one cluster's ledger holds: entities, budget, and the indexes that find them without a scan. Changes only by applying
 * events; decides nothing, and asks no clock.
 */
@NullMarked
package dev.seedgate.core.ledger;

import org.jspecify.annotations.NullMarked;
