/** Terminal sessions for the documentation, typed by a program against a running installation. */
@NullMarked
package dev.seedgate.verification.session;

import org.jspecify.annotations.NullMarked;
