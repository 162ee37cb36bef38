/**
 * What breaks a running installation from outside: the network's faults, messages that come twice and late, neighbours that take
 * connections, a child that takes more than it may, clocks that jump. Knows nothing of the checkers that judge what follows.
 */
@NullMarked
package dev.seedgate.verification.fault;

import org.jspecify.annotations.NullMarked;
