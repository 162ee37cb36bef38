/** What the clusters that this replica owns tell the dashboards. Reads what others know; nobody depends on it. */
@NullMarked
package dev.seedgate.admission.metrics;

import org.jspecify.annotations.NullMarked;
