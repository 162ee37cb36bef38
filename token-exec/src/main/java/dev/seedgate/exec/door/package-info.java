/** Ways from a gate to a server. Nobody counts the sockets here; a worker has a door of its own, which does. */
@NullMarked
package dev.seedgate.exec.door;

import org.jspecify.annotations.NullMarked;
