/**
 * The password of a token that is a login role: whoever holds the token keeps it, and only a verifier travels.
 * Knows neither broker nor database.
 */
@NullMarked
package dev.seedgate.protocol.password;

import org.jspecify.annotations.NullMarked;
