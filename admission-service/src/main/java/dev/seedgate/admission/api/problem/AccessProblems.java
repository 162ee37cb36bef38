package dev.seedgate.admission.api.problem;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** What those are told who do not say who they are, or may not do what they ask. */
public class AccessProblems {
    @ServerExceptionMapper
    public Response nobody(UnauthorizedException error, UriInfo uri) {
        return notAuthenticated("send an API key or a token: Authorization: Bearer …", uri);
    }

    /** Not why: that would help only those who try. The log has it at DEBUG. */
    @ServerExceptionMapper
    public Response notBelieved(AuthenticationFailedException error, UriInfo uri) {
        return notAuthenticated("the API key or token is unknown, no longer good, or not for this service", uri);
    }

    @ServerExceptionMapper
    public Response forbidden(ForbiddenException error, UriInfo uri) {
        return new ProblemResponse(
                        ProblemKind.NOT_ALLOWED,
                        "your role does not allow it; GET /v1/me says which roles you have, docs/SECURITY.md which one it takes")
                .build(uri);
    }

    private static Response notAuthenticated(String detail, UriInfo uri) {
        return Response.fromResponse(new ProblemResponse(ProblemKind.NOT_AUTHENTICATED, detail).build(uri))
                .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"seedgate\"")
                .build();
    }
}
