package dev.seedgate.worker.seed;

import java.io.Serial;
import java.sql.SQLException;

/** The connection was lost while the commit was under way: only the database can tell whether it took place. */
final class CommitInDoubtException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final SQLException lost;

    CommitInDoubtException(SQLException cause) {
        super(cause);
        this.lost = cause;
    }

    /** How the connection was lost. */
    SQLException lost() {
        return lost;
    }
}
