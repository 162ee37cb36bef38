/** Which of the libraries' meters both services have. Knows nothing of what is metered. */
@NullMarked
package dev.seedgate.telemetry.meters;

import org.jspecify.annotations.NullMarked;
