/** Tests. */
@NullMarked
package dev.seedgate.worker.feed.web;

import org.jspecify.annotations.NullMarked;
