/**
 * What can be configured, as one validated value. Whatever is wrong in it stops the start and names the property.
 */
@NullMarked
package dev.seedgate.worker.config;

import org.jspecify.annotations.NullMarked;
