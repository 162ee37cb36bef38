/**
 * Puts the parts of the service together and starts them in order. No part knows this package.
 */
@NullMarked
package dev.seedgate.admission.app;

import org.jspecify.annotations.NullMarked;
