@NullMarked
package dev.seedgate.telemetry;

import org.jspecify.annotations.NullMarked;
