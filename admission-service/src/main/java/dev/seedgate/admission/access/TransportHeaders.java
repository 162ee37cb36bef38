package dev.seedgate.admission.access;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Whoever has come over TLS is told to do so for a year (RFC 6797). Not said to those who have not: they would not believe it, and the
 * loopback interface has no certificate.
 */
@Singleton
final class TransportHeaders {
    private static final int BEFORE_ANSWERS = 400;
    private static final String YEAR = "max-age=31536000";

    void register(@Observes Filters filters) {
        filters.register(TransportHeaders::add, BEFORE_ANSWERS);
    }

    private static void add(RoutingContext request) {
        if (request.request().isSSL()) {
            request.response().putHeader("Strict-Transport-Security", YEAR);
        }
        request.next();
    }
}
