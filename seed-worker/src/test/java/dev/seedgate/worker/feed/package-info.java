/** Tests. */
@NullMarked
package dev.seedgate.worker.feed;

import org.jspecify.annotations.NullMarked;
