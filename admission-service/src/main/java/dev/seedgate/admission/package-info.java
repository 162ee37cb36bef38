@NullMarked
package dev.seedgate.admission;

import org.jspecify.annotations.NullMarked;
