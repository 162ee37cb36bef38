@NullMarked
package dev.seedgate.verification;

import org.jspecify.annotations.NullMarked;
