package dev.seedgate.worker.seed;

import dev.seedgate.catalog.SeedDefinition;
import dev.seedgate.protocol.Reply.Grant;
import dev.seedgate.worker.seed.step.StepFailedException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.OptionalLong;

/**
 * The table {@code seedgate.seed_part}: one row for each part of a request that was committed before a command of the same seed ran,
 * committed together with that part. A run that comes after one that did not get further passes over it.
 */
final class PartHistory {
    private static final String EXISTS = "select to_regclass('seedgate.seed_part') is not null";
    /** {@code if not exists} alone is not safe between sessions that start together. */
    private static final String LOCK = "select pg_advisory_xact_lock(hashtextextended('seedgate.seed_part', 0))";

    private static final String CREATE = """
            create table if not exists seedgate.seed_part (
                request            text not null,
                part               int not null,
                definition_version text not null,
                token              text not null,
                fence              bigint not null,
                rows               bigint,
                committed_at       timestamptz not null default now(),
                primary key (request, part)
            )""";

    private final Connection connection;
    private final Grant grant;
    private final SeedDefinition definition;

    /** @param connection without auto-commit */
    PartHistory(Connection connection, Grant grant, SeedDefinition definition) {
        this.connection = connection;
        this.grant = grant;
        this.definition = definition;
    }

    /** Makes the table where it is missing, in a transaction of its own. */
    void prepare() throws SQLException {
        SeedgateSchema.prepare(connection, EXISTS, LOCK, CREATE);
    }

    /**
     * Opens the part's transaction with its row; waits where another delivery is at it.
     *
     * @return how many rows it wrote, when it was committed before
     * @throws StepFailedException when it was committed by another version of the definition: nobody can tell what is left to do
     */
    OptionalLong begin(int part) throws SQLException, StepFailedException {
        String sql = "insert into seedgate.seed_part (request, part, definition_version, token, fence)"
                + " values (?, ?, ?, ?, ?) on conflict do nothing";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setString(1, grant.request().id());
            insert.setInt(2, part);
            insert.setString(3, definition.definitionVersion());
            insert.setString(4, grant.token());
            insert.setLong(5, grant.fence());
            return insert.executeUpdate() == 1 ? OptionalLong.empty() : OptionalLong.of(committed(part));
        }
    }

    private long committed(int part) throws SQLException, StepFailedException {
        String sql =
                "select coalesce(rows, 0), definition_version from seedgate.seed_part where request = ? and part = ?";
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, grant.request().id());
            query.setInt(2, part);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                String version = row.getString(2);
                if (!definition.definitionVersion().equals(version)) {
                    throw new StepFailedException(
                            "what stands before a command of the seed " + definition.name()
                                    + " was committed for this request by version " + version
                                    + " of its definition, which is " + definition.definitionVersion()
                                    + " now; post the seed anew if all of it shall run",
                            false);
                }
                return row.getLong(1);
            }
        }
    }

    /** Completes the row that {@link #begin} made. */
    void finish(int part, long rows) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("update seedgate.seed_part set rows = ? where request = ? and part = ?")) {
            update.setLong(1, rows);
            update.setString(2, grant.request().id());
            update.setInt(3, part);
            update.executeUpdate();
        }
    }

    /** Takes a row back that a script committed by itself, so that it does not claim what did not happen. */
    void forget(int part) throws SQLException {
        String sql = "delete from seedgate.seed_part where request = ? and part = ? and rows is null";
        try (PreparedStatement delete = connection.prepareStatement(sql)) {
            delete.setString(1, grant.request().id());
            delete.setInt(2, part);
            delete.executeUpdate();
        }
        connection.commit();
    }
}
