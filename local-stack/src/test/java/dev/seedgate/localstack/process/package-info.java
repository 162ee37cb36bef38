@NullMarked
package dev.seedgate.localstack.process;

import org.jspecify.annotations.NullMarked;
