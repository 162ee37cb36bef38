@NullMarked
package dev.seedgate.core;

import org.jspecify.annotations.NullMarked;
