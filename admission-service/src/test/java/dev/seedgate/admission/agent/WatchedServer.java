package dev.seedgate.admission.agent;

import dev.seedgate.localstack.LocalStack;
import dev.seedgate.localstack.LocalStackConfig;
import dev.seedgate.localstack.postgres.Postgres;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.awaitility.Awaitility;

/**
 * A PostgreSQL server with 25 connections and five ordinary roles: {@code watcher}, which has the rights that an agent should have,
 * {@code signaller}, which may end sessions but not see what they are, {@code powerless}, which may neither, {@code seeder} and {@code background}.
 */
final class WatchedServer implements AutoCloseable {
    static final String PASSWORD = "for-tests";

    private final LocalStack stack =
            LocalStack.start(LocalStackConfig.forTests().withoutBroker());
    private final List<Connection> clients = new ArrayList<>();

    WatchedServer() throws SQLException {
        execute("create role watcher login password '" + PASSWORD + "' in role pg_signal_backend, pg_read_all_stats");
        execute("create role signaller login password '" + PASSWORD + "' in role pg_signal_backend");
        for (String role : List.of("powerless", "seeder", "background")) {
            execute("create role " + role + " login password '" + PASSWORD + "'");
        }
    }

    Postgres postgres() {
        return stack.postgres();
    }

    String url() {
        return postgres().jdbcUrl(postgres().database());
    }

    /** A client's session, open until {@link #disconnectAll}. */
    Connection client(String user, String applicationName) throws SQLException {
        return client(user, PASSWORD, applicationName);
    }

    Connection client(String user, String password, String applicationName) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("ApplicationName", applicationName);
        Connection client = DriverManager.getConnection(url(), properties);
        clients.add(client);
        return client;
    }

    /** Ends every client's session, and returns when the server has none of them, nor of an agent's, any more. */
    void disconnectAll() throws SQLException {
        for (Connection client : clients) {
            client.close();
        }
        clients.clear();
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .until(() -> count("select count(*) from pg_stat_activity where backend_type = 'client backend'"
                                + " and pid <> pg_backend_pid()")
                        == 0);
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = postgres().connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The one number that a query gives. */
    int count(String sql) throws SQLException {
        try (Connection connection = postgres().connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getInt(1);
        }
    }

    /** Whether the client's session is still there; asks the server through it. */
    static boolean lives(Connection client) throws SQLException {
        return client.isValid(5);
    }

    /** A client that names itself and then does not answer the server's question for its password. */
    Socket halfStarted() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream message = new DataOutputStream(bytes);
        byte[] names = "user\0seeder\0database\0postgres\0\0".getBytes(StandardCharsets.US_ASCII);
        message.writeInt(8 + names.length);
        message.writeInt(196_608);
        message.write(names);
        Socket socket = new Socket(postgres().host(), postgres().port());
        socket.getOutputStream().write(bytes.toByteArray());
        return socket;
    }

    /** Waits until a half-started backend is there; before PostgreSQL 18 only its lock gives it away. */
    void awaitHalfStarted() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> count("select (select count(*) from pg_stat_activity where state = 'starting')"
                                + " + (select count(*) from pg_locks where locktype = 'virtualxid'"
                                + " and pid not in (select pid from pg_stat_activity))")
                        > 0);
    }

    String systemIdentifier() throws SQLException {
        try (Connection connection = postgres().connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select system_identifier::text from pg_control_system()")) {
            row.next();
            return row.getString(1);
        }
    }

    @Override
    public void close() {
        stack.close();
    }
}
