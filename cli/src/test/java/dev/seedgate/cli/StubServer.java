package dev.seedgate.cli;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;

/** Gives canned answers on a loopback port and remembers what it was asked: the wire as the API's contract describes it. */
final class StubServer implements AutoCloseable {
    private final HttpServer server;
    private final Map<String, Deque<Answer>> answers = new ConcurrentHashMap<>();
    private final List<String> lastEventIds = new CopyOnWriteArrayList<>();
    private final List<String> authorizations = new CopyOnWriteArrayList<>();
    private final List<Request> requests = new ArrayList<>();

    StubServer() {
        server = listening();
        server.createContext("/", exchange -> {
            String asked = exchange.getRequestMethod() + " " + exchange.getRequestURI();
            synchronized (requests) {
                requests.add(new Request(
                        asked,
                        new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
                        String.valueOf(exchange.getRequestHeaders().getFirst("Idempotency-Key"))));
            }
            authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            String lastEventId = exchange.getRequestHeaders().getFirst("Last-Event-ID");
            if (lastEventId != null) {
                lastEventIds.add(lastEventId);
            }
            Answer answer = next(asked);
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), body.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        });
        server.start();
    }

    private static HttpServer listening() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Answer(int status, String body) {}

    /** @param asked method, path and query */
    record Request(String asked, String body, String idempotencyKey) {}

    StubServer answering(String asked, int status, String body) {
        answers.put(asked, new ConcurrentLinkedDeque<>(List.of(new Answer(status, body))));
        return this;
    }

    /** What it answers when it is asked once more; the last of these for ever. */
    StubServer then(String asked, int status, String body) {
        Objects.requireNonNull(answers.get(asked)).add(new Answer(status, body));
        return this;
    }

    private Answer next(String asked) {
        Deque<Answer> left = answers.get(asked);
        if (left == null) {
            return new Answer(404, "<html>nothing here</html>");
        }
        return left.size() > 1 ? left.remove() : left.element();
    }

    /** The header of those requests that had it. */
    List<String> lastEventIds() {
        return lastEventIds;
    }

    /** The header of each request; {@code "null"} where it had none. */
    List<String> authorizations() {
        return authorizations;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    List<Request> requests() {
        synchronized (requests) {
            return List.copyOf(requests);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
