package dev.seedgate.cli.client;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/**
 * Answers that come bit by bit, by the JDK's newer HTTP client: another thread can end the reading at any time. It wants to be able to
 * encrypt, whomever it speaks to, and reading whom this machine trusts takes a tenth of a second: where nothing is to be encrypted it is given
 * a context that trusts nobody.
 */
final class Streaming {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    private Streaming() {}

    /**
     * Asks, and returns as soon as the answer begins.
     *
     * @param timeout until it begins
     */
    static HttpResponse<InputStream> open(URI address, Map<String, String> headers, Duration timeout)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(timeout);
        headers.forEach(request::setHeader);
        return client(address).send(request.build(), BodyHandlers.ofInputStream());
    }

    private static HttpClient client(URI address) {
        HttpClient.Builder builder =
                HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).version(HttpClient.Version.HTTP_1_1);
        return "http".equalsIgnoreCase(address.getScheme())
                ? builder.sslContext(trustingNobody()).build()
                : builder.build();
    }

    private static SSLContext trustingNobody() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[0], null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has TLS", e);
        }
    }
}
