@NullMarked
package dev.seedgate.cli.demo;

import org.jspecify.annotations.NullMarked;
