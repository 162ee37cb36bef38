/** Seeds by the clock: every replica posts them, and the ledger takes one of the posts. */
@NullMarked
package dev.seedgate.admission.schedule;

import org.jspecify.annotations.NullMarked;
