package dev.seedgate.cli.client;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A token that we hold.
 *
 * @param holderKey by which the service knows us again; nobody else's business
 * @param lease how long it is good for from the moment at which a renewal was sent
 * @param renewal how often to renew
 */
public record HeldToken(
        String token,
        long fence,
        String cluster,
        int connections,
        String holderKey,
        Duration lease,
        Duration renewal,
        Connection connection) {

    /**
     * How its sessions are to be opened.
     *
     * @param host null where the service does not know it, and so are port and database
     * @param user the login role that the token is; null where its sessions bear its tag only
     */
    public record Connection(
            @Nullable String host,
            @Nullable String port,
            @Nullable String database,
            @Nullable String user,
            @Nullable String password,
            String applicationName) {
        /** Without the password. */
        @Override
        public String toString() {
            return applicationName;
        }
    }

    /** Without the secrets. */
    @Override
    public String toString() {
        return token;
    }
}
