package dev.seedgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WatchTest {
    private static final String EVENTS = "GET /v1/seeds/r-1/events";
    private static final String PROGRESS = """
            ,"token":"main-1","worker":"w-1","progress":{"step":2,"steps":3,"stepName":"feeds/meyer.csv","rows":120000,\
            "bytesRead":450000,"bytesTotal":1000000,"rowsPerSecond":61200,"left":"PT12.5S"}""";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final StubServer server = new StubServer();

    @AfterEach
    void stopServer() {
        server.close();
    }

    @Test
    void showsLinesOnAPipeAndEndsAsTheSeedDoes() {
        server.answering(
                EVENTS,
                200,
                event("1", "queued", "") + ": still here\n\n" + event("2", "running", PROGRESS)
                        + event("3", "succeeded", ",\"rows\":266000"));

        assertThat(run("watch", "r-1")).isEqualTo(ExitCode.OK);
        assertThat(out.toString().lines())
                .containsExactly(
                        "r-1 meyer: queued",
                        "r-1 meyer: running on w-1, token main-1",
                        "  step 2 of 3, feeds/meyer.csv, 45%, 120,000 rows, 61,200 rows/s, 450.0 kB of 1.0 MB, about"
                                + " 12.5 s left",
                        "r-1 meyer: succeeded, 266,000 rows in 0.0 s");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void aSeedThatFailsIsAFailureOfTheCommandWithItsReason() {
        server.answering(EVENTS, 200, event("1", "dead", ",\"error\":\"meyer.csv, line 7: no number\""));

        assertThat(run("watch", "r-1")).isEqualTo(ExitCode.FAILED);
        assertThat(out.toString()).isEqualToIgnoringNewLines("r-1 meyer: dead, meyer.csv, line 7: no number");
    }

    @Test
    void goesOnWhereAStreamBrokeOff() {
        server.answering(EVENTS, 200, event("1", "queued", ""))
                .then(EVENTS, 503, "{\"title\":\"This replica has not read everything yet\",\"status\":503}")
                .then(EVENTS, 200, event("2", "cancelled", ""));

        assertThat(run("watch", "r-1")).isEqualTo(ExitCode.FAILED);
        assertThat(out.toString().lines()).containsExactly("r-1 meyer: queued", "r-1 meyer: cancelled");
        assertThat(server.lastEventIds()).containsExactly("1", "1");
    }

    @Test
    void everyEventIsALineOfJsonForScripts() {
        server.answering(EVENTS, 200, event("1", "running", PROGRESS) + event("2", "succeeded", ""));

        assertThat(run("watch", "r-1", "--json")).isEqualTo(ExitCode.OK);
        assertThat(out.toString().lines())
                .hasSize(2)
                .allMatch(line -> line.startsWith("{\"id\":\"r-1\""))
                .anyMatch(line -> line.contains("\"rows\":120000"));
    }

    @Test
    void aSeedThatIsNotThereIsSaidAtOnce() {
        server.answering(EVENTS, 404, "{\"title\":\"There is no such thing\",\"status\":404,\"detail\":\"no seed\"}");

        assertThat(run("watch", "r-1")).isEqualTo(ExitCode.FAILED);
        assertThat(err.toString()).contains("There is no such thing: no seed");
    }

    /** By SIGTERM, because whoever runs the tests in the background may have SIGINT ignored; both end the program alike. */
    @Test
    void whoeverStopsWatchingIsToldThatTheSeedGoesOn() throws Exception {
        try (var endless = new EndlessSeed()) {
            Process process = new ProcessBuilder(
                            ProcessHandle.current().info().command().orElse("java"),
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Seedctl.class.getName(),
                            "watch",
                            "r-1",
                            "--server",
                            endless.url())
                    .start();
            try (BufferedReader lines = process.inputReader()) {
                assertThat(lines.readLine()).isEqualTo("r-1 meyer: running on null, token null");
                assertThat(process.toHandle().destroy()).isTrue(); // Process.destroy would close its streams too

                assertThat(process.errorReader().lines())
                        .anyMatch(line -> line.startsWith("The seed goes on. Watch it again: ")
                                && line.contains("watch r-1")
                                && line.contains("cancel r-1"));
                assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
                assertThat(process.exitValue()).isNotZero();
            } finally {
                process.destroyForcibly();
            }
        }
    }

    private static String event(String id, String state, String more) {
        return "id: " + id + "\nevent: seed\ndata: {\"id\":\"r-1\",\"state\":\"" + state
                + "\",\"cluster\":\"main\",\"database\":\"shop\",\"seed\":\"meyer\",\"connections\":2" + more + "}\n\n";
    }

    private int run(String... arguments) {
        String[] all = new String[arguments.length + 2];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        all[arguments.length] = "--server";
        all[arguments.length + 1] = server.url();
        return Seedctl.commandLine(Map.of("XDG_CONFIG_HOME", "/nowhere"))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all);
    }

    /** A server with a seed that runs until the server is closed. */
    private static final class EndlessSeed implements AutoCloseable {
        private final HttpServer http;

        EndlessSeed() {
            try {
                http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            http.createContext("/", EndlessSeed::begin);
            http.start();
        }

        private static void begin(HttpExchange exchange) throws IOException {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(event("1", "running", "").getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
        }

        String url() {
            return "http://127.0.0.1:" + http.getAddress().getPort();
        }

        @Override
        public void close() {
            http.stop(0);
        }
    }
}
