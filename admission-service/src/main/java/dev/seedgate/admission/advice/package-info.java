/**
 * What the topics have recorded of a cluster, read when somebody asks and put together as the core's advice wants it. Keeps nothing
 * between two questions.
 */
@NullMarked
package dev.seedgate.admission.advice;

import org.jspecify.annotations.NullMarked;
