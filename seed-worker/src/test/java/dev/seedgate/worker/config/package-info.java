/** Tests. */
@NullMarked
package dev.seedgate.worker.config;

import org.jspecify.annotations.NullMarked;
