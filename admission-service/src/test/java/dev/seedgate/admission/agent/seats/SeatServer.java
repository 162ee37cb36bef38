package dev.seedgate.admission.agent.seats;

import dev.seedgate.localstack.LocalStack;
import dev.seedgate.localstack.LocalStackConfig;
import dev.seedgate.localstack.postgres.Postgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL server with an administrator {@value #KEEPER}, who may make roles and nothing else, and a role {@value #OWNER}, granted to
 * it as the manual for operators says. The administrator has neither {@code pg_signal_backend} nor {@code pg_read_all_stats}: what it
 * does to a seat's sessions it does as a member of the seat.
 */
public final class SeatServer implements AutoCloseable {
    public static final String KEEPER = "keeper";
    public static final String OWNER = "Shop's \"owner\"";
    public static final String DATABASE = "shop";
    public static final Map<String, String> OWNERS = Map.of(DATABASE, OWNER);

    private static final String PASSWORD = "for-tests";

    private final LocalStack stack =
            LocalStack.start(LocalStackConfig.forTests().withoutBroker());
    private final List<Connection> clients = new ArrayList<>();

    public SeatServer() throws SQLException {
        execute("create role keeper login createrole password '" + PASSWORD + "'");
        execute("create role \"Shop's \"\"owner\"\"\"");
        execute("grant \"Shop's \"\"owner\"\"\" to keeper with admin option"
                + (version() >= 16 ? ", inherit true, set true" : ""));
        execute("create schema goods authorization \"Shop's \"\"owner\"\"\"");
    }

    public Postgres postgres() {
        return stack.postgres();
    }

    public int version() throws SQLException {
        return count("select current_setting('server_version_num')::int / 10000");
    }

    /** The administrator's connection. */
    public Connection keeper() throws SQLException {
        return login(KEEPER, PASSWORD);
    }

    /** A session, open until {@link #clear}; its name says that it is somebody else's. */
    public Connection login(String user, String password) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("ApplicationName", "api-1");
        Connection client =
                DriverManager.getConnection(postgres().jdbcUrl(postgres().database()), properties);
        synchronized (clients) {
            clients.add(client);
        }
        return client;
    }

    /** The SQLSTATE that a login is refused with; null where it is let in. */
    public @Nullable String refusal(String user, String password) {
        try {
            login(user, password).close();
            return null;
        } catch (SQLException e) {
            return e.getSQLState();
        }
    }

    /** What a look shows: as an agent sees it on any version, see {@code SessionsQuery}. */
    public static Presence look(Connection connection) throws SQLException {
        Set<String> unexplained = new HashSet<>();
        Map<String, Integer> sessions = new HashMap<>();
        try (Statement statement = connection.createStatement()) {
            try (ResultSet row = statement.executeQuery("select pid from pg_locks where locktype = 'virtualxid'")) {
                while (row.next()) {
                    unexplained.add(row.getString(1));
                }
            }
            try (ResultSet row =
                    statement.executeQuery("select pid, usename from pg_stat_activity where usename is not null")) {
                while (row.next()) {
                    unexplained.remove(row.getString(1));
                    sessions.merge(row.getString(2), 1, Integer::sum);
                }
            }
        }
        return new Presence(sessions, unexplained);
    }

    public void execute(String sql) throws SQLException {
        try (Connection connection = postgres().connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    public int count(String sql) throws SQLException {
        return Integer.parseInt(text(sql));
    }

    public String text(String sql) throws SQLException {
        try (Connection connection = postgres().connect()) {
            return text(connection, sql);
        }
    }

    public static String text(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    /** How many sessions of seats there are, seen by a superuser. */
    public int sessionsOfSeats() throws SQLException {
        return count("select count(*) from pg_stat_activity where usename like 'sg\\_%'");
    }

    /** Ends every session, and leaves no seat behind. */
    public void clear() throws SQLException {
        Awaitility.await().until(() -> {
            execute("select pg_terminate_backend(pid) from pg_stat_activity where usename like 'sg\\_%'");
            return sessionsOfSeats() == 0;
        });
        synchronized (clients) {
            for (Connection client : clients) {
                client.close();
            }
            clients.clear();
        }
        execute("""
                do $$ declare seat text; begin
                  for seat in select rolname from pg_roles where rolname like 'sg\\_%' loop
                    execute format('drop owned by %I cascade', seat);
                    execute format('drop role %I', seat);
                  end loop;
                end $$
                """);
    }

    @Override
    public void close() {
        stack.close();
    }
}
