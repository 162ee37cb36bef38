/**
 * What another plan, or another setting, would have done: a recorded history, decided anew by the ledger's own rules under what is
 * different, and what that advises. As pure as the rules.
 */
@NullMarked
package dev.seedgate.core.advice;

import org.jspecify.annotations.NullMarked;
