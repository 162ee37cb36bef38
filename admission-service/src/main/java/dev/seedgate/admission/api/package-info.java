/**
 * HTTP {@code v1}: resources that translate a request, call one thing, and translate the answer back. Decides nothing.
 */
@NullMarked
package dev.seedgate.admission.api;

import org.jspecify.annotations.NullMarked;
