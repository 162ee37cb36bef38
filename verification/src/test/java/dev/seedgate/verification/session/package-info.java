/** Tests of the terminal sessions for the documentation. */
@NullMarked
package dev.seedgate.verification.session;

import org.jspecify.annotations.NullMarked;
