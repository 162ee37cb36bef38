@NullMarked
package dev.seedgate.protocol;

import org.jspecify.annotations.NullMarked;
