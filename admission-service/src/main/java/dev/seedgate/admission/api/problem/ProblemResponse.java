package dev.seedgate.admission.api.problem;

import com.fasterxml.jackson.core.JsonLocation;
import dev.seedgate.admission.api.view.WaitingView;
import dev.seedgate.admission.readmodel.Waiting;
import dev.seedgate.telemetry.TraceContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A problem on its way out. */
final class ProblemResponse {
    static final String MEDIA_TYPE = "application/problem+json";
    /** In seconds; the broker is usually back, or another one leads, by then. */
    private static final int RETRY_AFTER = 2;

    private static final Set<Integer> RETRIED = Set.of(
            Response.Status.TOO_MANY_REQUESTS.getStatusCode(), Response.Status.SERVICE_UNAVAILABLE.getStatusCode());

    private final ProblemKind kind;
    private final String detail;
    private @Nullable String field;
    private @Nullable JsonLocation location;
    private @Nullable WaitingView waiting;
    private long retryAfter = RETRY_AFTER;

    ProblemResponse(ProblemKind kind, @Nullable String detail) {
        this.kind = kind;
        this.detail = detail == null ? kind.title() : detail;
    }

    ProblemResponse field(@Nullable String name) {
        field = name;
        return this;
    }

    ProblemResponse at(@Nullable JsonLocation place) {
        location = place;
        return this;
    }

    ProblemResponse waiting(@Nullable Waiting reason) {
        waiting = reason == null ? null : WaitingView.of(reason);
        return this;
    }

    /** Full seconds, at least one. */
    ProblemResponse retryAfter(Duration wait) {
        retryAfter = wait.plusSeconds(1).minusNanos(1).toSeconds();
        return this;
    }

    Response build(UriInfo uri) {
        Problem problem = new Problem(
                kind.type(),
                kind.title(),
                kind.status(),
                detail,
                URI.create(uri.getRequestUri().getRawPath()),
                field,
                location == null ? null : location.getLineNr(),
                location == null ? null : location.getColumnNr(),
                waiting,
                TraceContext.currentTraceId());
        Response.ResponseBuilder response =
                Response.status(kind.status()).type(MEDIA_TYPE).entity(problem);
        if (RETRIED.contains(kind.status())) {
            response.header(HttpHeaders.RETRY_AFTER, retryAfter);
        }
        return response.build();
    }
}
