package dev.seedgate.cli.client;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Asks, and reads the answer. By the older of the JDK's two HTTP clients: the newer one takes a third of a second of processor until
 * it has sent its first byte, and keeps a thread in the operating system's poll, which delays the end of the JVM by as much
 * (docs/PERFORMANCE.md).
 */
final class Exchange {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final int FIRST_ERROR_STATUS = 400;

    static {
        System.setProperty(
                "sun.net.http.retryPost", "false"); // a post whose answer is lost is not for the JDK to repeat
    }

    private Exchange() {}

    /** What came back. */
    record Reply(int status, String body) {
        boolean isError() {
            return status >= FIRST_ERROR_STATUS;
        }
    }

    /** An answer that has begun and comes bit by bit. */
    record Stream(int status, HttpURLConnection connection) implements Closeable {
        boolean isError() {
            return status >= FIRST_ERROR_STATUS;
        }

        /** Empty where it has no such header. */
        Optional<String> header(String name) {
            return Optional.ofNullable(connection.getHeaderField(name));
        }

        /** Reading it fails with {@link java.net.SocketTimeoutException} after a silence that is too long. */
        InputStream body() throws IOException {
            InputStream body = isError() ? connection.getErrorStream() : connection.getInputStream();
            return body == null ? InputStream.nullInputStream() : body;
        }

        String whole() throws IOException {
            try (InputStream body = body()) {
                return new String(body.readAllBytes(), StandardCharsets.UTF_8);
            }
        }

        @Override
        public void close() throws IOException {
            body().close();
        }
    }

    /**
     * One request and its answer. Goes nowhere but to this address, whatever the answer says.
     *
     * @param body empty for none
     * @param timeout how long the connecting may take, and how long each silence
     */
    static Reply send(String method, URI address, Map<String, String> headers, byte[] body, Duration timeout)
            throws IOException {
        Stream answer = begin(method, address, headers, body, timeout);
        return new Reply(answer.status(), answer.whole());
    }

    /** The same, but returns as soon as the answer begins. */
    static Stream begin(String method, URI address, Map<String, String> headers, byte[] body, Duration timeout)
            throws IOException {
        var connection = (HttpURLConnection) address.toURL().openConnection();
        connection.setRequestMethod(method);
        connection.setInstanceFollowRedirects(false);
        connection.setConnectTimeout(millis(timeout.compareTo(CONNECT_TIMEOUT) < 0 ? timeout : CONNECT_TIMEOUT));
        connection.setReadTimeout(millis(timeout));
        headers.forEach(connection::setRequestProperty);
        if (body.length > 0 || "POST".equals(method)) {
            connection.setDoOutput(true);
            try (OutputStream out = connection.getOutputStream()) {
                out.write(body);
            }
        }
        int status = connection.getResponseCode();
        if (status < 0) {
            throw new IOException("what answers there does not speak HTTP");
        }
        return new Stream(status, connection);
    }

    /** At least one: none would be for ever. */
    private static int millis(Duration time) {
        return Math.toIntExact(Math.max(1, time.toMillis()));
    }
}
