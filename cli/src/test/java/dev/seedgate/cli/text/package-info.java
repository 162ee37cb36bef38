@NullMarked
package dev.seedgate.cli.text;

import org.jspecify.annotations.NullMarked;
