@NullMarked
package dev.seedgate.admission.advice;

import org.jspecify.annotations.NullMarked;
