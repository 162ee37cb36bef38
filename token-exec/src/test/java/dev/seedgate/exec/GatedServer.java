package dev.seedgate.exec;

import dev.seedgate.exec.door.DirectDoor;
import dev.seedgate.exec.door.Encryption;
import dev.seedgate.exec.gate.Gate;
import dev.seedgate.exec.gate.GateSettings;
import dev.seedgate.exec.gate.GateSettings.Account;
import dev.seedgate.exec.gate.GateSettings.Patience;
import dev.seedgate.exec.gate.Passwords;
import dev.seedgate.localstack.LocalStack;
import dev.seedgate.localstack.LocalStackConfig;
import dev.seedgate.localstack.postgres.Postgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import org.postgresql.util.HostSpec;

/** One PostgreSQL for all tests of gates, and gates to it. */
public final class GatedServer {
    public static final Patience PATIENT = Patience.DEFAULT;
    public static final Patience IMPATIENT =
            new Patience(50, Duration.ofSeconds(1), Duration.ofMillis(50), Duration.ofMillis(250));

    private static final LocalStack STACK =
            LocalStack.start(LocalStackConfig.forTests().withoutBroker());
    private static final AtomicInteger FENCE = new AtomicInteger();
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private GatedServer() {}

    public static Postgres postgres() {
        return STACK.postgres();
    }

    /** A gate to a role of its own, whose limit at the server is the gate's worth: one session too many would be refused. */
    public static Gate gate(int worth, Patience patience) throws SQLException, IOException {
        return gate(worth, patience, postgres().port());
    }

    /** The same, by another way to the server. */
    public static Gate gate(int worth, Patience patience, int port) throws SQLException, IOException {
        String tag = "sg:test:main-" + FENCE.incrementAndGet();
        String role = "seeder" + FENCE.get();
        execute("create role " + role + " login connection limit " + worth + " password 'p-" + role + "'");
        execute("grant create on schema public to " + role);
        return gate(worth, patience, tag, new Account(role, "p-" + role), port);
    }

    public static Gate gate(int worth, Patience patience, String tag, Account account, int port)
            throws SQLException, IOException {
        var settings = new GateSettings(
                worth, tag, account, postgres().database(), Passwords.random(), patience, CLOSE_TIMEOUT, () -> true);
        var encryption = Encryption.of(new Properties(), new HostSpec("127.0.0.1", port));
        return Gate.open(settings, new DirectDoor("127.0.0.1", port, CLOSE_TIMEOUT, encryption));
    }

    public static String url(Gate gate) {
        return "jdbc:postgresql://" + gate.host() + ":" + gate.port() + "/"
                + postgres().database();
    }

    public static Connection connect(Gate gate) throws SQLException {
        return connect(gate, new Properties());
    }

    public static Connection connect(Gate gate, Properties more) throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", gate.settings().account().user());
        properties.setProperty("password", gate.settings().password());
        properties.putAll(more);
        return DriverManager.getConnection(url(gate), properties);
    }

    public static void execute(String sql) throws SQLException {
        try (Connection connection = postgres().connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    public static String query(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return String.valueOf(rows.getString(1));
        }
    }

    /** How many sessions PostgreSQL shows of the gate's role. */
    public static int sessions(Gate gate) throws SQLException {
        try (Connection connection = postgres().connect()) {
            return Integer.parseInt(query(
                    connection,
                    "select count(*) from pg_stat_activity where usename = '"
                            + gate.settings().account().user() + "'"));
        }
    }
}
