/**
 * What is told as it happens: clusters at a glance and the journal, as server-sent events. Each open stream has a thread that sleeps
 * nearly all the time; what all of them show is worked out once.
 */
@NullMarked
package dev.seedgate.admission.api.live;

import org.jspecify.annotations.NullMarked;
