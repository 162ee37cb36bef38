package dev.seedgate.admission.config;

import java.util.Arrays;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Where a database is.
 *
 * @param host its server's name or address, several with commas between them where there are several
 * @param port likewise
 * @param database as PostgreSQL knows it
 */
public record DatabaseAddress(String host, String port, String database) {
    private static final int STANDARD_PORT = 5432;

    /** Of each database that says where it is, by its name. */
    public static SortedMap<String, DatabaseAddress> ofDatabases(SeedgateConfig config) {
        SortedMap<String, DatabaseAddress> addresses = new TreeMap<>();
        config.clusters()
                .forEach((cluster, settings) -> ServerLogin.ofDatabases(cluster, settings)
                        .forEach((name, login) -> addresses.put(name, of(name, login))));
        return addresses;
    }

    static DatabaseAddress of(String name, ServerLogin login) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(login.url());
        return new DatabaseAddress(
                String.join(",", source.getServerNames()),
                Arrays.stream(source.getPortNumbers())
                        .mapToObj(port -> Integer.toString(port == 0 ? STANDARD_PORT : port))
                        .collect(Collectors.joining(",")),
                Objects.requireNonNullElse(source.getDatabaseName(), name));
    }
}
