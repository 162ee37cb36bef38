@NullMarked
package dev.seedgate.cli.settings;

import org.jspecify.annotations.NullMarked;
