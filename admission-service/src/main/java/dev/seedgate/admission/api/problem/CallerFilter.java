package dev.seedgate.admission.api.problem;

import dev.seedgate.admission.access.Callers;
import dev.seedgate.admission.access.RequestRates;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/** Finds out who asks, and refuses those who mean somebody else or ask too often. */
@Singleton
public class CallerFilter {
    private final Instance<Callers> callers;
    private final Instance<RequestRates> rates;

    /** Made before there is a configuration, so that must wait for the first request. */
    CallerFilter(Instance<Callers> callers, Instance<RequestRates> rates) {
        this.callers = callers;
        this.rates = rates;
    }

    @ServerRequestFilter
    public Uni<@Nullable Response> filter(RoutingContext request, UriInfo uri) {
        if (!callers.get().meansUs(request)) {
            return Uni.createFrom()
                    .item(new ProblemResponse(
                                    ProblemKind.WRONG_HOST,
                                    "without authentication this service answers to localhost and 127.0.0.1 only")
                            .build(uri));
        }
        return callers.get().identify(request).map(caller -> callers.get().areLimited() ? counted(caller, uri) : null);
    }

    /** The refusal, or null where the caller may go on. */
    private @Nullable Response counted(String caller, UriInfo uri) {
        Duration wait = rates.get().count(caller);
        return wait.isZero()
                ? null
                : new ProblemResponse(
                                ProblemKind.TOO_MANY_REQUESTS,
                                caller
                                        + " asks more often than seedgate.http.max-request-rate allows; wait, and ask less often")
                        .retryAfter(wait)
                        .build(uri);
    }
}
