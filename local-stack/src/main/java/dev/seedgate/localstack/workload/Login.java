package dev.seedgate.localstack.workload;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/**
 * Who connects, where, and under which {@code application_name}. The name is part of the first message to the server, so that no
 * session is ever seen without it.
 *
 * @param url a JDBC URL without user and password
 */
public record Login(String url, String user, String password, String applicationName) {
    private static final String SECONDS_TO_CONNECT = "10";
    /** A server that stands still must not hold its clients for ever. */
    private static final String SECONDS_TO_ANSWER = "60";

    /** The same place under another role. */
    public Login as(String newUser, String newPassword, String newApplicationName) {
        return new Login(url, newUser, newPassword, newApplicationName);
    }

    /** The same role under another name. */
    public Login named(String newApplicationName) {
        return new Login(url, user, password, newApplicationName);
    }

    /** A new connection; the caller closes it. */
    public Connection open() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("ApplicationName", applicationName);
        properties.setProperty("assumeMinServerVersion", "12");
        properties.setProperty("loginTimeout", SECONDS_TO_CONNECT);
        properties.setProperty("socketTimeout", SECONDS_TO_ANSWER);
        return DriverManager.getConnection(url, properties);
    }
}
