/**
 * Child processes that cannot outlive the JVM that started them, whichever way it ends.
 * Knows nothing of Kafka, PostgreSQL or Seedgate, so that any test may run a service's JVM through it.
 */
@NullMarked
package dev.seedgate.localstack.process;

import org.jspecify.annotations.NullMarked;
