package dev.seedgate.worker.connection;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Tells errors after which there is no session any more from those that it outlives. */
public final class LostSession {
    /** The subclass of {@code admin_shutdown}, {@code crash_shutdown} and their like. */
    private static final String ENDED_BY_SERVER = "57P";

    private static final String CONNECTION_EXCEPTION = "08";

    private LostSession() {}

    /** True when the server ended the session, or the connection was lost, or there never was one. */
    public static boolean isCauseOf(@Nullable Throwable error) {
        for (@Nullable Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && isLost(String.valueOf(sql.getSQLState()))) {
                return true;
            }
        }
        return false;
    }

    /** True when it was the server that ended the session. */
    public static boolean isEndedByServer(SQLException error) {
        return String.valueOf(error.getSQLState()).startsWith(ENDED_BY_SERVER);
    }

    private static boolean isLost(String state) {
        return state.startsWith(ENDED_BY_SERVER) || state.startsWith(CONNECTION_EXCEPTION);
    }
}
