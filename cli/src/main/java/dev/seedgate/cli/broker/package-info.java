/** The Kafka broker as the verbs come to it: where it is, how to log in, and why that does not work. Prints nothing. */
@NullMarked
package dev.seedgate.cli.broker;

import org.jspecify.annotations.NullMarked;
