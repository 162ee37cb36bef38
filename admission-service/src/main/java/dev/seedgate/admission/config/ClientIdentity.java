package dev.seedgate.admission.config;

import org.jspecify.annotations.Nullable;

/**
 * Who a session's client is, as far as the server says.
 *
 * @param applicationName empty where it has none
 * @param user its role; null where that is not known
 * @param database null where that is not known
 * @param address that it comes from, {@code local} over a unix socket; null where the agent may not see it
 */
public record ClientIdentity(
        String applicationName,
        @Nullable String user,
        @Nullable String database,
        @Nullable String address) {}
