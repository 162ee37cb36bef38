/**
 * Errors as RFC 9457 problems: every kind there is, and how exceptions, ours and the framework's, become one. No error leaves the
 * service in another form.
 */
@NullMarked
package dev.seedgate.admission.api.problem;

import org.jspecify.annotations.NullMarked;
