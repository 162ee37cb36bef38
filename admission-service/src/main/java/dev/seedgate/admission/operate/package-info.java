/**
 * What operators ask: what is wrong with a cluster, and to hold, resume and kill. Writes the ledger's commands through the intake, waits
 * in the read model until they came true, and tells what it saw. Start at {@link dev.seedgate.admission.operate.Operations}.
 */
@NullMarked
package dev.seedgate.admission.operate;

import org.jspecify.annotations.NullMarked;
