/**
 * Tokens for those who hold them themselves: a script, a migration, somebody at a console. Waits in their name, claims, renews and
 * gives back. Knows nothing of HTTP.
 */
@NullMarked
package dev.seedgate.admission.tokens;

import org.jspecify.annotations.NullMarked;
