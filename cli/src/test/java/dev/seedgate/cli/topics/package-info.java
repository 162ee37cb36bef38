@NullMarked
package dev.seedgate.cli.topics;

import org.jspecify.annotations.NullMarked;
