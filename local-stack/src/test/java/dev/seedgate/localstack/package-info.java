@NullMarked
package dev.seedgate.localstack;

import org.jspecify.annotations.NullMarked;
