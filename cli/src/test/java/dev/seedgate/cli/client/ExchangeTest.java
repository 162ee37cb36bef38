package dev.seedgate.cli.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.seedgate.cli.client.Exchange.Reply;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the JDK's older HTTP client does of its own accord, and must not. */
class ExchangeTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    ExchangeTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @BeforeEach
    void start() {
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            int status = Integer.parseInt(exchange.getRequestURI().getPath().substring(1));
            exchange.getResponseHeaders().add("Location", "/200");
            exchange.getResponseHeaders().add("WWW-Authenticate", "Bearer");
            byte[] body = "said".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void asksOnceWhateverTheAnswer() throws IOException {
        for (String method : List.of("GET", "POST", "PUT", "DELETE")) {
            for (int status : new int[] {200, 302, 307, 401, 410, 503}) {
                asked.clear();
                byte[] body = method.startsWith("P") ? "{}".getBytes(StandardCharsets.UTF_8) : new byte[0];

                Reply reply =
                        Exchange.send(method, at("/" + status), Map.of("Authorization", "Bearer k"), body, TIMEOUT);

                assertThat(reply).isEqualTo(new Reply(status, "said"));
                assertThat(reply.isError()).isEqualTo(status >= 400);
                assertThat(asked)
                        .containsExactly(method + " /" + status + " " + new String(body, StandardCharsets.UTF_8));
            }
        }
    }

    @Test
    void aPostMayBeEmpty() throws IOException {
        assertThat(Exchange.send("POST", at("/202"), Map.of(), new byte[0], TIMEOUT)
                        .status())
                .isEqualTo(202);
    }

    @Test
    void doesNotWaitForEverForWhoeverSaysNothing() throws IOException {
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            URI address = URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/");

            assertThatThrownBy(() -> Exchange.send("POST", address, Map.of(), new byte[0], Duration.ofMillis(100)))
                    .isInstanceOf(SocketTimeoutException.class);
        }
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }
}
