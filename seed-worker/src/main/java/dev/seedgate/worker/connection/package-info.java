/**
 * Exactly as many connections as the token is worth, tagged, and proof that they are gone.
 * Nothing else in the worker opens a socket to PostgreSQL.
 */
@NullMarked
package dev.seedgate.worker.connection;

import org.jspecify.annotations.NullMarked;
