@NullMarked
package dev.seedgate.catalog;

import org.jspecify.annotations.NullMarked;
