package dev.seedgate.worker.connection;

import java.io.Serial;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** No session was opened, for a reason that has to do with the token; its message is complete, for a person. */
public final class RefusedException extends SQLException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** @param sqlState says what it means for the run, as with any other {@link SQLException} */
    RefusedException(String message, @Nullable String sqlState) {
        super(message, sqlState);
    }

    /**
     * The same with what the server said. It is no cause of this: whoever looks for the server's words shall find ours.
     */
    static RefusedException because(String message, SQLException refusal) {
        var refused = new RefusedException(message, refusal.getSQLState());
        refused.addSuppressed(refusal);
        return refused;
    }
}
