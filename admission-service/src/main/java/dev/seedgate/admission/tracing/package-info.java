/** What the clusters that this replica owns tell the traces. Reads what others know; nobody depends on it. */
@NullMarked
package dev.seedgate.admission.tracing;

import org.jspecify.annotations.NullMarked;
