package dev.seedgate.worker.seed;

import dev.seedgate.catalog.SeedDefinition;
import dev.seedgate.protocol.Reply.Grant;
import dev.seedgate.protocol.SeedOutcome.Succeeded;
import dev.seedgate.protocol.SkipReason;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * The table {@code seedgate.seed_history} in the seeded database: one row for each request whose effect is in that database,
 * committed together with the effect. It is what makes a second delivery do nothing, so a row must never be committed alone.
 */
final class SeedHistory {
    private final Connection connection;

    /** @param connection without auto-commit and without an open transaction */
    SeedHistory(Connection connection) {
        this.connection = connection;
    }

    /**
     * Opens the seed's transaction with its row. Another delivery of the same request waits here until this one has ended, because
     * the row's key is taken.
     *
     * @return false when the request's effect is there already
     */
    boolean begin(Grant grant, SeedDefinition definition) throws SQLException {
        String sql =
                "insert into seedgate.seed_history (request, seed, definition_version, token, fence, worker, started_at)"
                        + " values (?, ?, ?, ?, ?, ?, clock_timestamp()) on conflict (request) do nothing";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setString(1, grant.request().id());
            insert.setString(2, definition.name());
            insert.setString(3, definition.version());
            insert.setString(4, grant.token());
            insert.setLong(5, grant.fence());
            insert.setString(6, grant.worker().toString());
            return insert.executeUpdate() == 1;
        }
    }

    /** Completes the row that {@link #begin} made. */
    void finish(String request, Succeeded outcome) throws SQLException {
        String sql =
                "update seedgate.seed_history set rows = ?, rejected = ?, skipped = ?, finished_at = clock_timestamp()"
                        + " where request = ?";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setLong(1, outcome.rows());
            update.setLong(2, outcome.rejected());
            update.setBoolean(3, outcome.skipped() != null);
            update.setString(4, request);
            update.executeUpdate();
        }
    }

    /** What became of the request; nothing when its effect is not there. */
    Optional<Succeeded> applied(String request, boolean alreadyApplied) throws SQLException {
        String sql = "select rows, (select count(*) from seedgate.rejects r where r.request = h.request), skipped"
                + " from seedgate.seed_history h where request = ?";
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, request);
            try (ResultSet found = query.executeQuery()) {
                return found.next()
                        ? Optional.of(new Succeeded(
                                found.getLong(1),
                                alreadyApplied,
                                found.getLong(2),
                                found.getBoolean(3) ? SkipReason.UNCHANGED : null))
                        : Optional.empty();
            }
        }
    }

    /** How many rows of the request's feeds were put aside, by this transaction or earlier ones. */
    long rejected(String request) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("select count(*) from seedgate.rejects where request = ?")) {
            query.setString(1, request);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /** Takes what steps put aside and a script committed by itself back; they will do so again. */
    void forgetRejects(String request, int fromStep) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("delete from seedgate.rejects where request = ? and step >= ?")) {
            delete.setString(1, request);
            delete.setInt(2, fromStep);
            delete.executeUpdate();
        }
    }

    /** Takes a row back that a script committed by itself, so that the history does not claim what did not happen. */
    void forget(String request) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("delete from seedgate.seed_history where request = ? and rows is null")) {
            delete.setString(1, request);
            delete.executeUpdate();
        }
        connection.commit();
    }
}
