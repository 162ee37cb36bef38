package dev.seedgate.worker.seed.step;

import dev.seedgate.protocol.RunLogLine.Kind;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import org.postgresql.util.PSQLWarning;
import org.postgresql.util.ServerErrorMessage;

/** What PostgreSQL had to say beside a statement's result. */
final class Notices {
    private Notices() {}

    static void into(RunLog log, Statement statement) throws SQLException {
        for (SQLWarning warning = statement.getWarnings(); warning != null; warning = warning.getNextWarning()) {
            log.say(Kind.NOTICE, text(warning));
        }
        statement.clearWarnings();
    }

    private static String text(SQLWarning warning) {
        ServerErrorMessage message = warning instanceof PSQLWarning server ? server.getServerErrorMessage() : null;
        return message == null
                ? String.valueOf(warning.getMessage())
                : message.getSeverity() + ": " + message.getMessage();
    }
}
