package dev.seedgate.cli;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * An admission service that is played, on this machine's loopback, for the warm-up and for measuring how long verbs take: it answers at once
 * and always the same. Whoever asks it for a token has it, of a database that is not there.
 */
final class PlayedService implements AutoCloseable {
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
            "/v1/seeds/r-1/events", "data: " + SEED.replace("\n", "").replace("queued", "succeeded") + "\n\n",
            "/v1/tokens", "{\"tokens\":[]," + TOKEN + "}");

    private final HttpServer server;

    private PlayedService(HttpServer server) {
        this.server = server;
    }

    /** Begins to answer. */
    static PlayedService start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] body = ANSWERS.getOrDefault(exchange.getRequestURI().getPath(), "{}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        return new PlayedService(server);
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
    }

    /** Says its address, and plays until its input ends. */
    public static void main(String[] arguments) throws IOException {
        try (PlayedService service = start()) {
            System.out.println(service.address());
            while (System.in.read() >= 0) {
                // nobody says anything
            }
        }
    }
}
