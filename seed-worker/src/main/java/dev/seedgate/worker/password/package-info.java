/**
 * The password of a token that is a login role: the worker keeps it, and the server gets a verifier only.
 * Knows neither broker nor database.
 */
@NullMarked
package dev.seedgate.worker.password;

import org.jspecify.annotations.NullMarked;
