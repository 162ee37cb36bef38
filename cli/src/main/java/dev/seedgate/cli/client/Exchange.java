package dev.seedgate.cli.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Asks, and reads the whole answer. By the older of the JDK's two HTTP clients: the newer one takes a third of a second of processor until
 * it has sent its first byte, which is more than everything else that {@code seedctl exec} does (docs/PERFORMANCE.md).
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

    /**
     * One request and its answer. Goes nowhere but to this address, whatever the answer says.
     *
     * @param body empty for none
     * @param timeout how long the connecting may take, and how long each silence
     */
    static Reply send(String method, URI address, Map<String, String> headers, byte[] body, Duration timeout)
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
        return new Reply(
                status, read(status < FIRST_ERROR_STATUS ? connection.getInputStream() : connection.getErrorStream()));
    }

    private static String read(@Nullable InputStream body) throws IOException {
        if (body == null) {
            return "";
        }
        try (body) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** At least one: none would be for ever. */
    private static int millis(Duration time) {
        return Math.toIntExact(Math.max(1, time.toMillis()));
    }
}
