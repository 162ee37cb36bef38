package dev.seedgate.cli.exec;

import dev.seedgate.cli.CommandFailedException;
import dev.seedgate.cli.ExitCode;
import dev.seedgate.cli.client.HeldToken;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a token's sessions go, and who logs in. A token that is a login role says both. Otherwise where is said by {@code --url}, else by
 * the service, else by {@code DATABASE_URL} or {@code PGHOST}; who is said by {@code --url}, else by {@code DATABASE_URL}, else by
 * {@code PGUSER} and {@code PGPASSWORD}, as for any other client.
 *
 * @param ssl how to encrypt, as the PostgreSQL driver has it: {@code sslmode}, {@code sslrootcert}
 * @param kept parameters of the URL that say where in the database the command works, which only the command itself can heed
 */
record DatabaseLogin(
        String host,
        int port,
        String database,
        String user,
        String password,
        Properties ssl,
        SortedMap<String, String> kept) {
    private static final String STANDARD_PORT = "5432";
    private static final List<String> KEPT = List.of("schema", "options");

    /**
     * Finds out.
     *
     * @param url of {@code --url}; null where it was not given
     * @throws CommandFailedException when something is missing; the message says what to set
     */
    static DatabaseLogin of(HeldToken.Connection token, @Nullable String url, Map<String, String> environment) {
        PostgresUrl option = PostgresUrl.of("--url", url);
        PostgresUrl variable = PostgresUrl.of("DATABASE_URL", environment.get("DATABASE_URL"));
        String user = first(token.user(), option.user(), variable.user(), environment.get("PGUSER"))
                .orElseThrow(
                        () -> missing("who is to log in: set PGUSER and PGPASSWORD, or DATABASE_URL, or give --url"));
        String password = first(token.password(), option.password(), variable.password(), environment.get("PGPASSWORD"))
                .orElse("");
        String host = first(option.host(), token.host(), variable.host(), environment.get("PGHOST"))
                .orElseThrow(() ->
                        missing("where the database is, and the service does not say: set PGHOST, or give --url"));
        String port = option.host() != null
                ? first(option.port()).orElse(STANDARD_PORT)
                : first(token.port(), variable.port(), environment.get("PGPORT"))
                        .orElse(STANDARD_PORT);
        String database = first(option.database(), token.database(), variable.database(), environment.get("PGDATABASE"))
                .orElse(user);
        return new DatabaseLogin(
                host,
                number(port),
                database,
                user,
                password,
                ssl(option, variable, environment),
                kept(url == null ? variable : option));
    }

    private static SortedMap<String, String> kept(PostgresUrl url) {
        var kept = new TreeMap<>(url.parameters());
        kept.keySet().retainAll(KEPT);
        return kept;
    }

    private static Properties ssl(PostgresUrl option, PostgresUrl variable, Map<String, String> environment) {
        Properties ssl = new Properties();
        first(option.parameter("sslmode"), variable.parameter("sslmode"), environment.get("PGSSLMODE"))
                .ifPresent(mode -> ssl.setProperty("sslmode", mode));
        first(option.parameter("sslrootcert"), variable.parameter("sslrootcert"), environment.get("PGSSLROOTCERT"))
                .ifPresent(file -> ssl.setProperty("sslrootcert", file));
        return ssl;
    }

    @SafeVarargs
    private static <T> Optional<T> first(@Nullable T... values) {
        return Stream.of(values).flatMap(Stream::ofNullable).findFirst();
    }

    private static int number(String port) {
        try {
            return Integer.parseInt(port);
        } catch (NumberFormatException e) {
            throw new CommandFailedException(
                    ExitCode.USAGE, "the database's port must be a number, got: '" + port + "'");
        }
    }

    private static CommandFailedException missing(String what) {
        return new CommandFailedException(ExitCode.USAGE, "It is not known " + what + ".");
    }

    /** Without the password. */
    @Override
    public String toString() {
        return user + " at " + host + ":" + port + "/" + database;
    }
}
