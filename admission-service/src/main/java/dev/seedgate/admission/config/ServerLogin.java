package dev.seedgate.admission.config;

import dev.seedgate.protocol.password.JdbcUrls;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How the admission service itself connects to a database.
 *
 * @param url a JDBC URL of PostgreSQL
 */
public record ServerLogin(String url, String username, Optional<String> password) {
    /**
     * The agent's.
     *
     * @throws IllegalArgumentException when the URL is of another kind; the message names the property
     */
    public static ServerLogin ofAgent(String cluster, SeedgateConfig.Cluster config) {
        SeedgateConfig.Agent agent = config.agent();
        return new ServerLogin(
                checked("seedgate.clusters." + cluster + ".agent.url", agent.url()),
                agent.username(),
                agent.password());
    }

    /**
     * To each of the cluster's databases that says where it is, as the agent where it does not say as whom.
     *
     * @throws IllegalArgumentException when a URL is of another kind; the message names the property
     */
    public static SortedMap<String, ServerLogin> ofDatabases(String cluster, SeedgateConfig.Cluster config) {
        SortedMap<String, ServerLogin> logins = new TreeMap<>();
        config.databases()
                .forEach((name, database) -> database.url()
                        .ifPresent(url -> logins.put(
                                name,
                                new ServerLogin(
                                        checked("seedgate.clusters." + cluster + ".databases." + name + ".url", url),
                                        database.username()
                                                .orElse(config.agent().username()),
                                        database.password()
                                                .or(() -> config.agent().password())))));
        return logins;
    }

    private static String checked(String property, String url) {
        if (!url.startsWith("jdbc:postgresql:")) {
            throw new IllegalArgumentException(
                    property + " must be a JDBC URL such as jdbc:postgresql://host:5432/database, got: '"
                            + JdbcUrls.withoutPassword(url) + "'");
        }
        if (JdbcUrls.hasPassword(url)) {
            throw new IllegalArgumentException(property
                    + " must not hold a password, which would be shown wherever the URL is; use .password beside it");
        }
        return url;
    }

    /** Without the password. */
    @Override
    public String toString() {
        return username + " at " + url;
    }
}
