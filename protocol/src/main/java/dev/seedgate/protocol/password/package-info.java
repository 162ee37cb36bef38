/**
 * Passwords: that of a token that is a login role, which its holder keeps, so that only a verifier travels; and where those of
 * databases may stand and must not be shown. Knows neither broker nor database.
 */
@NullMarked
package dev.seedgate.protocol.password;

import org.jspecify.annotations.NullMarked;
