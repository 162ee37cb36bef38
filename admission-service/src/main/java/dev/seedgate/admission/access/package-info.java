/**
 * Who may use the API: callers are told by API keys or by OIDC bearer tokens, have roles, and may ask only so often. Where neither is
 * configured everybody may do everything, and the service listens on the loopback interface only. Knows nothing of what is asked.
 */
@NullMarked
package dev.seedgate.admission.access;

import org.jspecify.annotations.NullMarked;
