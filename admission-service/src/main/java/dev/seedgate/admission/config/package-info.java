/**
 * The service's configuration as one validated value. Whatever is wrong in it stops the start and names the property.
 */
@NullMarked
package dev.seedgate.admission.config;

import org.jspecify.annotations.NullMarked;
