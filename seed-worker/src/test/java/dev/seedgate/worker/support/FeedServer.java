package dev.seedgate.worker.support;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** A web server with one file, which fails as a test tells it to: each behaviour is for one request, in their order. */
public final class FeedServer implements AutoCloseable {
    /** What happens to a request. */
    @FunctionalInterface
    public interface Behaviour {
        void handle(FeedServer server, HttpExchange exchange) throws IOException;
    }

    private final HttpServer http;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Deque<Behaviour> script = new ConcurrentLinkedDeque<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final Map<String, String> headers = new ConcurrentHashMap<>();
    private volatile byte[] content;
    private volatile boolean ranges = true;
    private volatile boolean length = true;
    private volatile boolean conditions = true;

    public FeedServer(byte[] content) throws IOException {
        this.content = content;
        headers.put("ETag", "\"one\"");
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.setExecutor(threads);
        http.createContext("/", this::handle);
        http.start();
    }

    /** Where a file is that is said to have this path, with a slash in front: every path leads to the one file. */
    public String url(String path) {
        return "http://localhost:" + http.getAddress().getPort() + path;
    }

    public FeedServer then(Behaviour... behaviours) {
        script.addAll(Arrays.asList(behaviours));
        return this;
    }

    public FeedServer header(String name, @Nullable String value) {
        if (value == null) {
            headers.remove(name);
        } else {
            headers.put(name, value);
        }
        return this;
    }

    public FeedServer withoutRanges() {
        ranges = false;
        return this;
    }

    /** Sends the file whatever is asked. */
    public FeedServer withoutConditions() {
        conditions = false;
        return this;
    }

    /** Sends chunks, and does not say how many will come. */
    public FeedServer withoutLength() {
        length = false;
        return this;
    }

    /** From now on the file is another one. */
    public void change(byte[] newContent) {
        content = newContent;
    }

    /** Path and query, then {@code Range}, conditions and {@code Authorization} where there are such. */
    public List<String> requests() {
        return requests;
    }

    public static Behaviour status(int status, String... header) {
        return (server, exchange) -> {
            if (header.length > 0) {
                exchange.getResponseHeaders().set(header[0], header[1]);
            }
            exchange.sendResponseHeaders(status, -1);
        };
    }

    /** Closes the connection after so many bytes of the body. */
    public static Behaviour breakOff(int bytes) {
        return (server, exchange) -> server.send(exchange, bytes, false);
    }

    /** Sends no more after so many bytes of the body. */
    public static Behaviour fallSilent(int bytes) {
        return (server, exchange) -> server.send(exchange, bytes, true);
    }

    /** From this request on the file is another one. */
    public static Behaviour change(byte[] content, String etag) {
        return (server, exchange) -> {
            server.content = content;
            server.header("ETag", etag).send(exchange, Integer.MAX_VALUE, false);
        };
    }

    @Override
    public void close() {
        closed.countDown();
        http.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var request = new StringBuilder(exchange.getRequestURI().toString());
            for (String name : List.of("Range", "If-Range", "If-None-Match", "If-Modified-Since", "Authorization")) {
                String value = exchange.getRequestHeaders().getFirst(name);
                request.append(value == null ? "" : " " + value);
            }
            requests.add(request.toString());
            Behaviour next = script.poll();
            if (next == null) {
                send(exchange, Integer.MAX_VALUE, false);
            } else {
                next.handle(this, exchange);
            }
        }
    }

    private void send(HttpExchange exchange, int most, boolean silent) throws IOException {
        headers.forEach(exchange.getResponseHeaders()::set);
        String etag = exchange.getRequestHeaders().getFirst("If-None-Match");
        String since = exchange.getRequestHeaders().getFirst("If-Modified-Since");
        if (conditions && headers.containsValue(String.valueOf(etag == null ? since : etag))) {
            exchange.sendResponseHeaders(304, -1);
            return;
        }
        String range = exchange.getRequestHeaders().getFirst("Range");
        boolean same = headers.containsValue(
                String.valueOf(exchange.getRequestHeaders().getFirst("If-Range")));
        int from = range != null && ranges && same ? Integer.parseInt(range.replaceAll("\\D", "")) : 0;
        if (from > 0) {
            String of = "bytes " + from + "-" + (content.length - 1) + "/" + content.length;
            exchange.getResponseHeaders().set("Content-Range", of);
        }
        exchange.sendResponseHeaders(from > 0 ? 206 : 200, length ? content.length - from : 0);
        OutputStream body = exchange.getResponseBody();
        body.write(content, from, Math.min(most, content.length - from));
        body.flush();
        if (silent) {
            await();
        }
    }

    /** Until the server is closed. */
    public void await() throws IOException {
        try {
            closed.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
