@NullMarked
package dev.seedgate.localstack.broker;

import org.jspecify.annotations.NullMarked;
