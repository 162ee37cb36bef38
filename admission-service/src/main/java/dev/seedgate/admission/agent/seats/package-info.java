/**
 * Tokens as login roles ("seats"): who may come in, in which order seats are closed and opened, and the statements for it. It decides
 * nothing about tokens: a seat follows what the ledger says of its token.
 */
@NullMarked
package dev.seedgate.admission.agent.seats;

import org.jspecify.annotations.NullMarked;
