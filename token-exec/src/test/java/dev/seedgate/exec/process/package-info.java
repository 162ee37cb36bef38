/** Tests with real processes. */
@NullMarked
package dev.seedgate.exec.process;

import org.jspecify.annotations.NullMarked;
