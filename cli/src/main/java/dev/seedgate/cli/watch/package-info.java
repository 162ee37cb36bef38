/** How a seed that is watched is shown: as a bar on a terminal, as lines elsewhere. Knows no server. */
@NullMarked
package dev.seedgate.cli.watch;

import org.jspecify.annotations.NullMarked;
