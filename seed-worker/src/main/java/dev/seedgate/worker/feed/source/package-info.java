/**
 * From where a feed lies to its text: opened, unpacked, decoded strictly, and refused where it is something else than a feed.
 */
@NullMarked
package dev.seedgate.worker.feed.source;

import org.jspecify.annotations.NullMarked;
