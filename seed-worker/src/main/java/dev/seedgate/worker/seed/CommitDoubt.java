package dev.seedgate.worker.seed;

import dev.seedgate.catalog.SeedDefinition;
import dev.seedgate.protocol.Reply.Grant;
import dev.seedgate.worker.connection.TokenConnections;
import dev.seedgate.worker.lease.Lease;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.OptionalLong;
import org.jboss.logging.Logger;

/** A commit whose answer was lost, and what became of it. */
record CommitDoubt(Grant grant, SeedDefinition definition, Lease lease) {
    private static final Logger LOG = Logger.getLogger(CommitDoubt.class);

    /**
     * Asks the history on another of the token's connections. Not after the token was lost: a session that is opened then may be one
     * too many.
     */
    Verdict settle(TokenConnections connections) {
        if (!lease.holds()) {
            return new Verdict.Unknown();
        }
        try (Connection connection = connections.connect()) {
            connection.setAutoCommit(false);
            try {
                return ask(connection);
            } finally {
                connection.rollback();
            }
        } catch (SQLException e) {
            LOG.warnf("%s: whether it was committed cannot be found out: %s", grant.token(), e.getMessage());
            return new Verdict.Unknown();
        }
    }

    private Verdict ask(Connection connection) throws SQLException {
        var history = new SeedHistory(connection);
        if (!history.begin(grant, definition)) { // waits for a commit that is still under way
            OptionalLong rows = history.rows(grant.request().id());
            return new Verdict.Committed(rows.orElse(0));
        }
        connection.rollback();
        new TokenFence(connection, grant).take();
        connection.commit();
        return new Verdict.NotCommitted();
    }

    /** What the database says. */
    sealed interface Verdict {
        /** The seed's effect is there, or that of another delivery of the same request. */
        record Committed(long rows) implements Verdict {}

        /** It is not, and will not be. */
        record NotCommitted() implements Verdict {}

        /** The database could not be asked. */
        record Unknown() implements Verdict {}
    }
}
