package dev.seedgate.worker.connection;

import dev.seedgate.protocol.TokenTag;
import dev.seedgate.worker.config.DatabaseSettings;
import dev.seedgate.worker.lease.Worth;
import java.util.function.BooleanSupplier;

/**
 * What a token's sessions are opened with.
 *
 * @param worth how many connections the token is worth; it may change
 * @param route what is known of the way to the database
 * @param held whether the token is still ours; asked before a session is opened, and before each message by which it is
 */
public record TokenAccess(
        TokenTag tag, Worth worth, DatabaseSettings database, Login login, Route route, BooleanSupplier held) {

    /** Where and as whom the driver is to log in. */
    DatabaseSettings credentials() {
        return switch (login) {
            case Login.AsConfigured configured -> database;
            case Login.AsTokenRole role -> new DatabaseSettings(database.url(), tag.login(), role.password());
        };
    }
}
