@NullMarked
package dev.seedgate.worker;

import org.jspecify.annotations.NullMarked;
