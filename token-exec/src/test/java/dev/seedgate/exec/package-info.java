/** Foreign clients through the gate. */
@NullMarked
package dev.seedgate.exec;

import org.jspecify.annotations.NullMarked;
