@NullMarked
package dev.seedgate.cli;

import org.jspecify.annotations.NullMarked;
