package dev.seedgate.worker.seed.step;

import dev.seedgate.catalog.SqlStep;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Pattern;
import org.postgresql.util.ServerErrorMessage;

/**
 * Runs a script as one message to the server, which alone knows where one statement ends and the next begins. So the position in
 * an error counts from the beginning of the script.
 */
final class SqlStepRunner {
    /** The catalog names inline SQL by the line of the definition that it stands on. */
    private static final Pattern INLINE = Pattern.compile(".*:\\d+");

    private SqlStepRunner() {}

    static long run(SqlStep step, Connection connection, RunLog log) throws SQLException, StepFailedException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            try {
                return run(step, statement);
            } finally {
                Notices.into(log, statement);
            }
        } catch (SQLException e) {
            throw located(step, e);
        }
    }

    private static long run(SqlStep step, Statement statement) throws SQLException {
        boolean isResult = statement.execute(step.sql());
        long rows = 0;
        while (isResult || statement.getLargeUpdateCount() >= 0) {
            rows += isResult ? 0 : statement.getLargeUpdateCount();
            isResult = statement.getMoreResults();
        }
        return rows;
    }

    private static StepFailedException located(SqlStep step, SQLException e) throws SQLException {
        ServerErrorMessage server = SqlErrors.serverMessage(e).orElseThrow(() -> e);
        return new StepFailedException(place(step, server) + ": " + SqlErrors.text(e), SqlErrors.isRetryable(e), e);
    }

    private static String place(SqlStep step, ServerErrorMessage server) {
        if (server.getPosition() <= 0) {
            return step.source();
        }
        TextPosition position = TextPosition.of(step.sql(), server.getPosition());
        boolean inline = INLINE.matcher(step.source()).matches();
        return step.source() + (inline ? ", in the inline SQL " : ", ") + position;
    }
}
