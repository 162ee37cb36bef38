@NullMarked
package dev.seedgate.core.advice;

import org.jspecify.annotations.NullMarked;
