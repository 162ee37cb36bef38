package dev.seedgate.worker.seed;

import dev.seedgate.catalog.SeedDefinition;
import dev.seedgate.protocol.Reply.Grant;
import dev.seedgate.protocol.SeedOutcome.Succeeded;
import dev.seedgate.worker.connection.TokenConnections;
import java.sql.Connection;
import java.sql.SQLException;
import org.jboss.logging.Logger;

/** A commit whose answer was lost, and what became of it. */
record CommitDoubt(Grant grant, SeedDefinition definition) {
    private static final Logger LOG = Logger.getLogger(CommitDoubt.class);

    /** Asks the history on another of the token's connections. Once the token is lost, no new one is opened for that. */
    Verdict settle(TokenConnections connections) {
        try (Connection connection = connections.connect()) {
            connection.setAutoCommit(false);
            try {
                return ask(connection, new TokenFence(connection, connections.tag(), grant.fence()));
            } finally {
                connection.rollback();
            }
        } catch (SQLException e) {
            LOG.warnf("%s: whether it was committed cannot be found out: %s", grant.token(), e.getMessage());
            return new Verdict.Unknown();
        }
    }

    private Verdict ask(Connection connection, TokenFence fence) throws SQLException {
        var history = new SeedHistory(connection);
        if (!history.begin(grant, definition)) { // waits for a commit that is still under way
            return new Verdict.Committed(
                    history.applied(grant.request().id(), false).orElseGet(() -> new Succeeded(0, false)));
        }
        connection.rollback();
        fence.remove();
        return new Verdict.NotCommitted();
    }

    /** What the database says. */
    sealed interface Verdict {
        /** The seed's effect is there, or that of another delivery of the same request. */
        record Committed(Succeeded outcome) implements Verdict {}

        /** It is not, and will not be. */
        record NotCommitted() implements Verdict {}

        /** The database could not be asked. */
        record Unknown() implements Verdict {}
    }
}
