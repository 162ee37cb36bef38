@NullMarked
package dev.seedgate.seeds;

import org.jspecify.annotations.NullMarked;
