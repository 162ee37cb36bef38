/** Tests of who may do what. */
@NullMarked
package dev.seedgate.admission.access;

import org.jspecify.annotations.NullMarked;
