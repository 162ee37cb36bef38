package dev.seedgate.worker.seed.step;

import dev.seedgate.worker.connection.LostSession;
import dev.seedgate.worker.connection.RefusedException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** What an error of PostgreSQL means for a run. Goes by SQLSTATE; texts differ by version and language. */
public final class SqlErrors {
    /** {@code too_many_connections}. */
    private static final String TOO_MANY_CONNECTIONS = "53300";
    /**
     * Classes whose errors lie in the seed or its data: feature not supported, cardinality violation, data exception, integrity
     * constraint violation, syntax error or access rule violation.
     */
    private static final Set<String> SEED_AT_FAULT = Set.of("0A", "21", "22", "23", "42");

    private SqlErrors() {}

    /** False when the next run would fail the same way. */
    public static boolean isRetryable(SQLException error) {
        return !SEED_AT_FAULT.contains(sqlClass(error));
    }

    /** The first two characters of the SQLSTATE; empty where there is none. */
    public static String sqlClass(SQLException error) {
        String state = error.getSQLState();
        return state == null || state.length() < 2 ? "" : state.substring(0, 2);
    }

    /** What the server said, where the error came from the server. */
    public static Optional<ServerErrorMessage> serverMessage(Throwable error) {
        for (@Nullable Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof PSQLException psql && psql.getServerErrorMessage() != null) {
                return Optional.of(psql.getServerErrorMessage());
            }
        }
        return Optional.empty();
    }

    /** The error in one line: message, detail and hint. */
    public static String text(SQLException error) {
        if (error instanceof RefusedException refused) {
            return String.valueOf(refused.getMessage());
        }
        String said = serverMessage(error).map(SqlErrors::text).orElseGet(() -> String.valueOf(error.getMessage()));
        String state = String.valueOf(error.getSQLState());
        if (state.equals(TOO_MANY_CONNECTIONS)) {
            return "PostgreSQL has no connection left although the token stands for some, so sessions that nobody counted took"
                    + " them (" + state + ": " + said + ")";
        }
        return LostSession.isEndedByServer(error) ? "PostgreSQL ended the session (" + state + ": " + said + ")" : said;
    }

    private static String text(ServerErrorMessage server) {
        String message = String.valueOf(server.getMessage());
        String detail = server.getDetail() == null ? "" : " (" + server.getDetail() + ")";
        String hint = server.getHint() == null ? "" : " Hint: " + server.getHint();
        return message + detail + hint;
    }
}
