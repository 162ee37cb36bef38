/**
 * What may be asked of a ledger. A command carries everything that deciding it needs, besides the ledger and the time.
 */
@NullMarked
package dev.seedgate.core.command;

import org.jspecify.annotations.NullMarked;
