package dev.seedgate.cli.exec;

import dev.seedgate.cli.CommandFailedException;
import dev.seedgate.cli.ExitCode;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * {@code postgresql://user:password@host:port/database?name=value}, as libpq and most drivers read it. Whatever is not in it is null.
 *
 * @param parameters by their names
 */
record PostgresUrl(
        @Nullable String user,
        @Nullable String password,
        @Nullable String host,
        @Nullable String port,
        @Nullable String database,
        Map<String, String> parameters) {
    private static final PostgresUrl NONE = new PostgresUrl(null, null, null, null, null, Map.of());

    /**
     * Reads one.
     *
     * @param source where it comes from, for the message; never with the URL itself, in which there may be a password
     * @param text null for none
     * @throws CommandFailedException when it is of another kind
     */
    static PostgresUrl of(String source, @Nullable String text) {
        if (text == null || text.isBlank()) {
            return NONE;
        }
        try {
            URI uri = new URI(text);
            if ("postgresql".equals(uri.getScheme()) || "postgres".equals(uri.getScheme())) {
                return of(uri);
            }
        } catch (URISyntaxException e) {
            // Said below.
        }
        throw new CommandFailedException(
                ExitCode.USAGE,
                source + " must look like postgresql://user:password@host:5432/database; special characters as %XX");
    }

    private static PostgresUrl of(URI uri) {
        String account = uri.getRawUserInfo();
        int colon = account == null ? -1 : account.indexOf(':');
        String path = uri.getRawPath();
        return new PostgresUrl(
                account == null ? null : decoded(colon < 0 ? account : account.substring(0, colon)),
                account == null || colon < 0 ? null : decoded(account.substring(colon + 1)),
                uri.getHost(),
                uri.getPort() < 0 ? null : Integer.toString(uri.getPort()),
                path == null || path.length() < 2 ? null : decoded(path.substring(1)),
                parameters(uri.getRawQuery()));
    }

    private static Map<String, String> parameters(@Nullable String query) {
        Map<String, String> parameters = new TreeMap<>();
        for (String parameter : query == null ? new String[0] : query.split("&")) {
            int equals = parameter.indexOf('=');
            if (equals > 0) {
                parameters.put(decoded(parameter.substring(0, equals)), decoded(parameter.substring(equals + 1)));
            }
        }
        return parameters;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    @Nullable String parameter(String name) {
        return parameters.get(name);
    }

    /** Without the password. */
    @Override
    public String toString() {
        return user + " at " + host + ":" + port + "/" + database;
    }
}
