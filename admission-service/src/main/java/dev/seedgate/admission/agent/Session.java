package dev.seedgate.admission.agent;

import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * One client session as {@code pg_stat_activity} shows it.
 *
 * @param user null while it authenticates, and when its role was dropped under it
 * @param applicationName empty where it has none
 * @param backendStart tells it from a later session with the same pid; null where the agent may not see it
 * @param authenticating half-started: it holds a slot, but nobody can tell whose it is (visible from PostgreSQL 18 on)
 */
record Session(
        int pid,
        @Nullable String user,
        String applicationName,
        @Nullable OffsetDateTime backendStart,
        boolean authenticating) {}
