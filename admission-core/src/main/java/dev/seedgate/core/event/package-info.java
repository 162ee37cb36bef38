/**
 * What deciding a command changes, in the past tense. An event carries the entities as they are after it, so that applying it
 * needs no rule.
 */
@NullMarked
package dev.seedgate.core.event;

import org.jspecify.annotations.NullMarked;
