/**
 * A real Kafka broker, KRaft and one node, in a process of its own. It sees the process room and the cache,
 * not the other half of the stack.
 */
@NullMarked
package dev.seedgate.localstack.broker;

import org.jspecify.annotations.NullMarked;
