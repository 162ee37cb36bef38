/**
 * What else lives on the database while seeds run, and a witness of it: an API's connections, background sessions, a sampler of
 * {@code pg_stat_activity}. Needs JDBC only and knows nothing of Seedgate's services, so that its word counts.
 */
@NullMarked
package dev.seedgate.localstack.workload;

import org.jspecify.annotations.NullMarked;
