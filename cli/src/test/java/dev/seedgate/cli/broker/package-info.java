@NullMarked
package dev.seedgate.cli.broker;

import org.jspecify.annotations.NullMarked;
