/** An installation's topics as people follow them: what is read, in which order, what of it is shown and how. Reads only. */
@NullMarked
package dev.seedgate.cli.topics;

import org.jspecify.annotations.NullMarked;
