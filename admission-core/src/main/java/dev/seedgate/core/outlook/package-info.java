/** What will come of a ledger if nothing unexpected happens: its own rules, run ahead of time. */
@NullMarked
package dev.seedgate.core.outlook;

import org.jspecify.annotations.NullMarked;
