/**
 * The ledger loop: reads commands, decides them with the core and commits what follows in one transaction. Ownership, fencing
 * and rebuilding live here; no rule of admission does.
 */
@NullMarked
package dev.seedgate.admission.loop;

import org.jspecify.annotations.NullMarked;
