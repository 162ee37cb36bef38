/**
 * The JSON of HTTP {@code v1}'s answers, one record for each, made from what the read model says. Documented for OpenAPI here, so
 * that a field and its description cannot part.
 */
@NullMarked
package dev.seedgate.admission.api.view;

import org.jspecify.annotations.NullMarked;
