package dev.seedgate.worker.seed;

import dev.seedgate.protocol.TokenTag;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * A token's row in {@code seedgate.token_fence}. A seed's last transaction ends with taking the row out, one before a
 * command with holding it, and none can commit without that.
 * Whoever takes the token back marks the row as revoked first. Both want the same row, so either the seed is committed before, or it
 * never is: also where its worker slept through the end of its lease and wakes up right before the commit.
 */
final class TokenFence {
    /** {@code serialization_failure}: where transactions are stricter than by default, the row was changed after ours began. */
    private static final String CHANGED_MEANWHILE = "40001";

    private final Connection connection;
    private final String name;
    private final long fence;

    /**
     * The row is told by the token's tag and not by its id alone: another installation that writes to the same database has tokens of
     * the same ids.
     *
     * @param connection without auto-commit
     */
    TokenFence(Connection connection, TokenTag tag, long fence) {
        this.connection = connection;
        this.name = tag.applicationName();
        this.fence = fence;
    }

    /**
     * Puts the row there, in a transaction of its own, so that there is something to revoke while the seed runs.
     *
     * @return false when it is there and revoked already
     */
    boolean put() throws SQLException {
        String sql = "insert into seedgate.token_fence as known (token, fence) values (?, ?)"
                + " on conflict (token) do update set noted_at = now() where known.revoked_at is null";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setString(1, name);
            insert.setLong(2, fence);
            boolean good = insert.executeUpdate() == 1;
            connection.commit();
            return good;
        }
    }

    /**
     * Keeps the row from being revoked until the transaction that is open has ended; waits for a revocation that is under way.
     *
     * @return false when the row is revoked or gone: the transaction must not commit then
     */
    boolean hold() throws SQLException {
        return change("update seedgate.token_fence set noted_at = now() where token = ? and revoked_at is null");
    }

    /**
     * Takes the row out, in the transaction that is open; waits for a revocation that is under way.
     *
     * @return false when the row is revoked or gone: the transaction must not commit then
     */
    boolean take() throws SQLException {
        return change("delete from seedgate.token_fence where token = ? and revoked_at is null");
    }

    /**
     * Takes the row out, in a transaction of its own. One that stays because this fails does no harm: the token's fence never comes
     * again, and the agent sweeps up.
     */
    void remove() throws SQLException {
        var unused = take(); // revoked or gone: it is the agent's then
        connection.commit();
    }

    private boolean change(String sql) throws SQLException {
        try (PreparedStatement change = connection.prepareStatement(sql)) {
            change.setString(1, name);
            return change.executeUpdate() == 1;
        } catch (SQLException e) {
            if (CHANGED_MEANWHILE.equals(e.getSQLState())) {
                return false;
            }
            throw e;
        }
    }
}
