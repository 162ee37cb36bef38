/**
 * Loads of many shapes on a core whose surroundings keep to the protocol: what is looked at is who waits how long for what, not what
 * breaks.
 */
@NullMarked
package dev.seedgate.core.workload;

import org.jspecify.annotations.NullMarked;
