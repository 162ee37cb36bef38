@NullMarked
package dev.seedgate.cli.client;

import org.jspecify.annotations.NullMarked;
