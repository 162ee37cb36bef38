package dev.seedgate.cli.client;

import java.net.URI;
import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/**
 * The JDK's HTTP client for one server. It wants to be able to encrypt, whomever it speaks to, and reading whom this machine trusts is an
 * eighth of the time that {@code seedctl exec} takes to start: where nothing is to be encrypted it is given a context that trusts nobody.
 */
final class Transport {
    private Transport() {}

    /** A client that connects within that time. */
    static HttpClient to(URI server, Duration connectTimeout) {
        HttpClient.Builder builder =
                HttpClient.newBuilder().connectTimeout(connectTimeout).version(HttpClient.Version.HTTP_1_1);
        return "http".equalsIgnoreCase(server.getScheme())
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
