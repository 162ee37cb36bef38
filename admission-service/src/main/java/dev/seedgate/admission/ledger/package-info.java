/**
 * The seam between the ledger loop and those who follow it within the process: what the owned ledgers say, as last committed,
 * and how their entities are spelled in JSON.
 */
@NullMarked
package dev.seedgate.admission.ledger;

import org.jspecify.annotations.NullMarked;
