@NullMarked
package dev.seedgate.verification.fault;

import org.jspecify.annotations.NullMarked;
