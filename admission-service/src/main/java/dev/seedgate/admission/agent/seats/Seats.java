package dev.seedgate.admission.agent.seats;

import dev.seedgate.admission.agent.seats.SeatPlan.Opening;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One cluster's seats in its server's catalog, over the agent's connection, which is in autocommit before and after every call. A change
 * is committed for good when its call returns. Not thread-safe.
 */
public final class Seats {
    /** "tuple concurrently updated": somebody else altered the same role. Nothing is wrong; the next attempt sees what they did. */
    private static final String CONCURRENTLY_UPDATED = "XX000";

    static final String LOCK_TIMEOUT = "55P03";
    private static final String LOCK_TIMEOUT_SETTING = "set local lock_timeout = '250ms'; ";
    /** So many that only somebody who does nothing else could be in the way each time. */
    private static final int ATTEMPTS = 20;

    private static final int CLOSING_ATTEMPTS = 3;

    /**
     * Everybody may read these catalogs. A seat that was made here has one role that it is a member of and one setting, in all
     * databases: {@code role}.
     */
    private static final String READ = """
            select rolname, rolcanlogin, rolconnlimit,
                   array(select distinct pg_get_userbyid(roleid)::text from pg_auth_members where member = r.oid),
                   array(select setdatabase || ' ' || setting
                           from pg_db_role_setting, unnest(setconfig) setting where setrole = r.oid)
              from pg_roles r
             where starts_with(rolname, ?)
             order by rolname
            """;

    /** All in one statement, so that a pid which was given to somebody else meanwhile is never hit. */
    private static final String END = "select pid, pg_terminate_backend(pid) from pg_stat_activity where usename = ?";

    private static final int CREATOR_GETS_MEMBERSHIP = 160_000;

    private final Connection connection;
    private final SeatNames names;
    private final boolean creatorIsMember;

    private Seats(Connection connection, SeatNames names, boolean creatorIsMember) {
        this.connection = connection;
        this.names = names;
        this.creatorIsMember = creatorIsMember;
    }

    /**
     * Prepares the agent's session: what it commits is on disk before it goes on, or a closed seat would be open again after a crash of
     * the server; and it becomes a member of the roles that it makes.
     */
    public static Seats over(Connection connection, SeatNames names) throws SQLException {
        boolean creatorIsMember = version(connection) >= CREATOR_GETS_MEMBERSHIP;
        try (Statement statement = connection.createStatement()) {
            statement.execute("set synchronous_commit = on");
            if (creatorIsMember) {
                statement.execute("set createrole_self_grant = 'inherit'");
            }
        }
        return new Seats(connection, names, creatorIsMember);
    }

    private static int version(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select current_setting('server_version_num')::int")) {
            row.next();
            return row.getInt(1);
        }
    }

    SeatNames names() {
        return names;
    }

    /** All seats of this installation and cluster, those of tokens that are long over too. */
    public List<SeatRole> read() throws SQLException {
        List<SeatRole> seats = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(READ)) {
            statement.setString(1, names.prefix());
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    OptionalLong fence = names.fence(row.getString(1));
                    if (fence.isPresent()) {
                        seats.add(seat(row, fence.getAsLong()));
                    }
                }
            }
        }
        return seats;
    }

    private static SeatRole seat(ResultSet row, long fence) throws SQLException {
        List<String> owners = strings(row.getArray(4));
        String owner = owners.size() == 1 ? owners.getFirst() : null;
        boolean asMade = owner != null && strings(row.getArray(5)).equals(List.of("0 role=" + owner));
        return new SeatRole(row.getString(1), fence, row.getBoolean(2), row.getInt(3), owner, asMade);
    }

    /**
     * Lets nobody in any more. Its holder could keep its own role locked in a transaction; whoever stands in the way for longer than a
     * moment is ended.
     *
     * @return false when it could not be closed; it is then to be tried again
     */
    public boolean close(String seat) throws SQLException {
        for (int attempt = 1; attempt <= CLOSING_ATTEMPTS; attempt++) {
            try {
                inTransaction(SeatStatements.closing(seat));
                return true;
            } catch (SQLException e) {
                if (!LOCK_TIMEOUT.equals(e.getSQLState()) && !CONCURRENTLY_UPDATED.equals(e.getSQLState())) {
                    throw e;
                }
                end(seat);
            }
        }
        return false;
    }

    /**
     * Asks the server to end a seat's sessions; they are gone some milliseconds later.
     *
     * @return the processes that were asked
     */
    public List<Integer> end(String seat) throws SQLException {
        List<Integer> pids = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(END)) {
            statement.setString(1, seat);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    if (row.getBoolean(2)) {
                        pids.add(row.getInt(1));
                    }
                }
            }
        }
        return pids;
    }

    /** Gives a token its seat, in one transaction. */
    void open(Opening opening) throws SQLException {
        inTransaction(SeatStatements.opening(opening, names.name(opening.token().fence()), creatorIsMember));
    }

    /**
     * Removes a seat. Only for one that is vacant: PostgreSQL drops a role under its sessions, and then they are nobody's, and nobody but a
     * superuser may end them.
     */
    void drop(String seat) throws SQLException {
        inTransaction(SeatStatements.dropping(seat));
    }

    private void inTransaction(List<String> statements) throws SQLException {
        for (int attempt = 1; ; attempt++) {
            try {
                once(statements);
                return;
            } catch (SQLException e) {
                if (!CONCURRENTLY_UPDATED.equals(e.getSQLState()) || attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private void once(List<String> statements) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute(LOCK_TIMEOUT_SETTING + String.join("; ", statements));
            connection.commit();
        } catch (SQLException e) {
            rollBack(e);
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private void rollBack(SQLException because) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            because.addSuppressed(e);
        }
    }

    private static List<String> strings(@Nullable Array array) throws SQLException {
        return array == null ? List.of() : List.of((String[]) array.getArray());
    }
}
