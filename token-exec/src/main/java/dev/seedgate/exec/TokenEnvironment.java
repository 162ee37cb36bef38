package dev.seedgate.exec;

import dev.seedgate.exec.gate.Gate;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The variables by which a command finds its token's connections: those that PostgreSQL's clients read by themselves, a URL for the
 * others, and the token itself.
 *
 * @param token its id
 * @param fence grows with every token of the cluster
 * @param url how {@code DATABASE_URL} is to look
 * @param mostConnections how many connections the token may ever be worth; at first it is worth what the gate's settings say
 * @param parameters what a URL with limits says besides, by names
 */
public record TokenEnvironment(
        Gate gate, String token, long fence, Url url, int mostConnections, SortedMap<String, String> parameters) {
    /** Of a token that is always worth the same. */
    public TokenEnvironment(Gate gate, String token, long fence, Url url) {
        this(gate, token, fence, url, gate.settings().worth(), new TreeMap<>());
    }

    /** How {@code DATABASE_URL} looks. {@code SEEDGATE_URL} is always the plain one. */
    public enum Url {
        /**
         * With {@code connection_limit} and {@code pool_timeout}, which Prisma up to 6 reads: its pool then has as many connections as
         * the token is worth, and a query waits for one as long as it takes. Whatever is built on libpq refuses such a URL.
         */
        WITH_LIMITS,
        /** Without. */
        PLAIN
    }

    public SortedMap<String, String> variables() {
        var settings = gate.settings();
        String worth = Integer.toString(settings.worth());
        var variables = new TreeMap<String, String>();
        variables.put("PGHOST", gate.host());
        variables.put("PGPORT", Integer.toString(gate.port()));
        variables.put("PGUSER", settings.account().user());
        variables.put("PGPASSWORD", settings.password());
        variables.put("PGDATABASE", settings.database());
        variables.put("PGAPPNAME", settings.applicationName());
        variables.put(
                "PGSSLMODE", "disable"); // it is this machine's loopback; the gate encrypts where the server wants it
        variables.put("SEEDGATE_URL", plainUrl());
        variables.put(
                "DATABASE_URL",
                switch (url) {
                    case WITH_LIMITS ->
                        plainUrl() + "?connection_limit=" + worth + "&pool_timeout=0" + furtherParameters();
                    case PLAIN -> plainUrl();
                });
        variables.put("SEEDGATE_TOKEN", token);
        variables.put("SEEDGATE_FENCE", Long.toString(fence));
        variables.put("SEEDGATE_CONNECTIONS", worth);
        variables.put("SEEDGATE_MAX_CONNECTIONS", Integer.toString(mostConnections));
        return variables;
    }

    private String furtherParameters() {
        return parameters.entrySet().stream()
                .map(parameter -> "&" + encoded(parameter.getKey()) + "=" + encoded(parameter.getValue()))
                .collect(Collectors.joining());
    }

    private String plainUrl() {
        var settings = gate.settings();
        return "postgresql://" + encoded(settings.account().user()) + ":" + encoded(settings.password()) + "@"
                + gate.host() + ":" + gate.port() + "/" + encoded(settings.database());
    }

    private static String encoded(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
