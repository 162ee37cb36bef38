/**
 * The way in: what was posted becomes a checked request with an id, and is on the broker before anybody is told so. Knows
 * neither HTTP nor the ledger's rules. Start at {@link dev.seedgate.admission.intake.Intake}.
 */
@NullMarked
package dev.seedgate.admission.intake;

import org.jspecify.annotations.NullMarked;
