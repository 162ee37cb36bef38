/**
 * The rules: a command, a ledger and the time give a decision. Nothing here changes the ledger; what must change is said in
 * events.
 */
@NullMarked
package dev.seedgate.core.decide;

import org.jspecify.annotations.NullMarked;
