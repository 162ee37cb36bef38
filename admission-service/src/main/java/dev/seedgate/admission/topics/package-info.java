/**
 * Makes sure at start that the topics are there and are what the loop relies on. Never changes a topic that exists.
 */
@NullMarked
package dev.seedgate.admission.topics;

import org.jspecify.annotations.NullMarked;
