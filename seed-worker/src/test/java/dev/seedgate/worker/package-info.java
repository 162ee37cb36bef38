/** Tests of the worker as a whole. */
@NullMarked
package dev.seedgate.worker;

import org.jspecify.annotations.NullMarked;
