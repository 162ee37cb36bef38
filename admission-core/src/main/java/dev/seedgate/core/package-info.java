/**
 * The ledger of one cluster as a state machine: a command, the ledger and the time give a decision; only applying its events
 * changes anything. Pure Java: no clock, no randomness, no thread, no framework.
 */
@NullMarked
package dev.seedgate.core;

import org.jspecify.annotations.NullMarked;
