/**
 * The database agent: one permanent connection to each owned cluster's PostgreSQL, over which it reports who has how many sessions
 * and ends those of tokens that are over. It decides nothing about tokens and touches nobody else's sessions.
 */
@NullMarked
package dev.seedgate.admission.agent;

import org.jspecify.annotations.NullMarked;
