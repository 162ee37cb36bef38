package dev.seedgate.cli;

import com.sun.net.httpserver.HttpServer;
import dev.seedgate.cli.topics.TopicFollower;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Does once what verbs do, so that the JVM can keep the classes for the next start: the script runs it with
 * {@code -XX:ArchiveClassesAtExit}. Asks nobody outside this process and starts none.
 */
final class Warmup {
    /** Enough of every answer for all of a verb's code to be loaded. */
    private static final String CLUSTER = """
            {"cluster":"main","databases":["shop"],"maxConnections":25,"superuserReserved":3,"reserved":0,
             "classes":[{"name":"api","reservation":2,"observed":2}],"unclassified":0,"headroom":1,"budget":8,"charged":2,
             "use":{"used":8,"percent":32,"level":"normal","warnPercent":70,"criticalPercent":85,"crowded":false},
             "free":6,"observationAge":"PT0.4S","seeds":{"queued":1,"running":1,"retrying":0,"held":0},"tokens":1}""";

    private static final String SEED = """
            {"id":"r-1","state":"queued","cluster":"main","database":"shop","seed":"meyer","connections":2,"attempt":1,
             "maxAttempts":3,"acceptedAt":"2026-01-01T00:00:00Z","waiting":{"reason":"budget","text":"waits","position":1}}""";

    /** Of a server that is not there: the gate is opened and the login fails. */
    private static final String TOKEN = """
            "token":"main-1","fence":1,"cluster":"main","connections":1,"holderKey":"k","lease":"PT15S","renewal":"PT5S",
             "connection":{"host":"127.0.0.1","port":"1","database":"shop","user":"u","password":"p","applicationName":"sg:"}""";

    private static final Map<String, String> ANSWERS = Map.of(
            "/v1/clusters", "{\"clusters\":[" + CLUSTER + "]}",
            "/v1/clusters/main/check",
                    "{\"status\":\"ok\",\"problems\":[],\"cluster\":" + CLUSTER
                            + ",\"consumers\":[],\"tokens\":[],\"idleInTransaction\":[]}",
            "/v1/seeds", "{\"seeds\":[" + SEED + "],\"total\":1}",
            "/v1/seeds/r-1", SEED,
            "/v1/tokens", "{\"tokens\":[]," + TOKEN + "}");

    private static final List<List<String>> VERBS = List.of(
            List.of("--help"),
            List.of("submit", "--help"),
            List.of("statsu"),
            List.of("status"),
            List.of("status", "r-1"),
            List.of("status", "--json"),
            List.of("list"),
            List.of("tokens"),
            List.of("check-connections"),
            List.of("submit", "meyer", "--database", "shop"),
            List.of("exec", "--help"),
            List.of("exec", "--database", "shop", "--wait", "1s", "--", "true"),
            List.of("profiles"));

    private Warmup() {}

    public static void main(String[] arguments) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] body = ANSWERS.getOrDefault(exchange.getRequestURI().getPath(), "{}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        Map<String, String> environment = Map.of(
                "SEEDGATE_SERVER",
                "http://127.0.0.1:" + server.getAddress().getPort(),
                "XDG_CONFIG_HOME",
                "/nonexistent");
        VERBS.forEach(verb -> run(environment, verb));
        server.stop(0);
        run(environment, List.of("status"));
        TopicFollower.load();
    }

    private static void run(Map<String, String> environment, List<String> verb) {
        String[] arguments = verb.toArray(new String[0]);
        Seedctl.commandLine(environment, arguments)
                .setOut(new PrintWriter(Writer.nullWriter(), true))
                .setErr(new PrintWriter(Writer.nullWriter(), true))
                .execute(arguments);
    }
}
