package dev.seedgate.worker.config;

import dev.seedgate.protocol.password.JdbcUrls;
import java.util.List;
import java.util.regex.Pattern;

/**
 * How to connect to a database.
 *
 * @param url a JDBC URL
 * @param password empty where the server asks for none
 */
public record DatabaseSettings(String url, String username, String password) {
    private static final String SCHEME = "jdbc:postgresql:";
    private static final Pattern PARAMETERS = Pattern.compile("[?&]([^=&]+)");
    /** What the driver is told for every token; in the URL it would win over that. */
    private static final List<String> OURS = List.of(
            "user",
            "password",
            "ApplicationName",
            "socketFactory",
            "socketFactoryArg",
            "assumeMinServerVersion",
            "preferQueryMode");

    static DatabaseSettings of(String property, WorkerConfig.Database config) {
        if (!config.url().startsWith(SCHEME)) {
            throw new InvalidSettingException(
                    property + ".url",
                    "must be a JDBC URL such as jdbc:postgresql://host:5432/shop",
                    JdbcUrls.withoutPassword(config.url()));
        }
        for (String ours : OURS) {
            if (PARAMETERS
                    .matcher(config.url())
                    .results()
                    .anyMatch(found -> found.group(1).equals(ours))) {
                throw new InvalidSettingException(
                        property + ".url",
                        "must not set " + ours + ", which the worker sets",
                        JdbcUrls.withoutPassword(config.url()));
            }
        }
        return new DatabaseSettings(
                config.url(), config.username(), config.password().orElse(""));
    }

    /** Without the password. */
    @Override
    public String toString() {
        return username + " at " + url;
    }
}
