package dev.seedgate.admission.api;

import dev.seedgate.admission.access.Roles;
import dev.seedgate.admission.api.problem.ProblemException;
import dev.seedgate.admission.api.problem.ProblemKind;
import dev.seedgate.admission.api.view.HeldTokenView;
import dev.seedgate.admission.api.view.LeaseView;
import dev.seedgate.admission.config.AdmissionSettings;
import dev.seedgate.admission.config.DatabaseAddress;
import dev.seedgate.admission.config.HttpLimits;
import dev.seedgate.admission.config.SeedgateConfig;
import dev.seedgate.admission.intake.Intake;
import dev.seedgate.admission.intake.NotWrittenException;
import dev.seedgate.admission.intake.PostedToken;
import dev.seedgate.admission.intake.TokenIntake;
import dev.seedgate.admission.tokens.HeldToken;
import dev.seedgate.admission.tokens.HolderKey;
import dev.seedgate.admission.tokens.NoTokenInTimeException;
import dev.seedgate.admission.tokens.NotTheHolderException;
import dev.seedgate.admission.tokens.TokenDesk;
import dev.seedgate.admission.tokens.TokenLostException;
import dev.seedgate.admission.tokens.TokenNotClaimedException;
import dev.seedgate.admission.tokens.TokenOrder;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerResponse;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Tokens for whoever opens connections themselves: take one, keep it, give it back. */
@Path("/v1/tokens")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "tokens", description = "Connections that somebody holds")
public class HeldTokensResource {
    static final String HOLDER_KEY = "Seedgate-Holder-Key";
    private static final String KEY = "The `holderKey` that came with the token";

    private final TokenIntake intake;
    private final TokenDesk desk;
    private final String installation;
    private final Map<String, DatabaseAddress> addresses;
    private final Semaphore places;

    HeldTokensResource(
            Intake intake, TokenDesk desk, AdmissionSettings settings, SeedgateConfig config, HttpLimits limits) {
        this.intake = intake.tokens();
        this.desk = desk;
        this.installation = settings.installation();
        this.addresses = DatabaseAddress.ofDatabases(config);
        this.places = new Semaphore(limits.maxWaiting());
    }

    @POST
    @RolesAllowed(Roles.SUBMITTER)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "acquireToken",
            summary = "Take a token",
            description =
                    "Waits in the same line as seeds, under the same rules, and answers when the token is granted, or when the"
                            + " wait is over: then the problem says why, and the place in line is kept for 15 seconds, or given"
                            + " up where `keepPlace` is false. A client that closes its connection gives up its place. Renew the token at once and then every"
                            + " `renewal`; stop and disconnect before the `lease` is over.")
    @APIResponse(
            responseCode = "201",
            description = "The token is its reader's",
            content = @Content(schema = @Schema(implementation = HeldTokenView.class)))
    @Parameter(ref = IdempotencyKey.FOR_TOKENS)
    public Response acquire(
            @Nullable PostedToken posted, @Context HttpHeaders headers, @Context HttpServerResponse connection)
            throws NotWrittenException, NoTokenInTimeException, TokenNotClaimedException, TokenLostException,
                    InterruptedException {
        TokenOrder order = order(Body.required(posted), IdempotencyKey.of(headers));
        if (!places.tryAcquire()) {
            throw new ProblemException(
                    ProblemKind.TOO_MANY_WAIT, "this replica's places for those who wait for tokens are all taken");
        }
        try {
            HeldToken held = desk.acquire(order, connection::closed);
            return Response.created(
                            URI.create("/v1/tokens/" + held.token().terms().id()))
                    .entity(HeldTokenView.of(
                            held, installation, addresses.get(order.request().database())))
                    .build();
        } finally {
            places.release();
        }
    }

    /** Whoever names its post keeps that name to itself: by it the holder is known again. */
    private TokenOrder order(PostedToken posted, @Nullable String idempotencyKey) {
        if (idempotencyKey != null && idempotencyKey.length() < HolderKey.LEAST_LENGTH) {
            throw new ProblemException(
                    ProblemKind.INVALID_PARAMETER,
                    IdempotencyKey.HEADER,
                    IdempotencyKey.HEADER + " of a token must have at least " + HolderKey.LEAST_LENGTH
                            + " characters that nobody can guess: it is the token's holderKey");
        }
        HolderKey key = idempotencyKey == null ? HolderKey.random() : HolderKey.of(idempotencyKey);
        TokenIntake.Post checked = intake.checked(posted, idempotencyKey, key.incarnation());
        return new TokenOrder(checked.request(), key, checked.password(), checked.waitFor(), checked.keepsPlace());
    }

    @PUT
    @RolesAllowed(Roles.SUBMITTER)
    @Path("/{token}/lease")
    @Consumes({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
    @Operation(operationId = "renewToken", summary = "Keep a token for another lease")
    @APIResponse(
            responseCode = "200",
            description = "The broker has the renewal",
            content = @Content(schema = @Schema(implementation = LeaseView.class)))
    public LeaseView renew(
            @Parameter(example = "main-17") @PathParam("token") String token,
            @Parameter(description = KEY, required = true) @HeaderParam(HOLDER_KEY) @Nullable String key,
            @Nullable PostedRenewal posted)
            throws NotWrittenException, NotTheHolderException, TokenLostException, InterruptedException {
        PostedRenewal renewal = (posted == null ? PostedRenewal.NONE : posted).checked();
        return LeaseView.of(desk.renew(cluster(token), token, required(key), renewal.connections(), renewal.sizing()));
    }

    @DELETE
    @RolesAllowed(Roles.SUBMITTER)
    @Path("/{token}")
    @Operation(
            operationId = "releaseToken",
            summary = "Give a token back",
            description = "Disconnect first. Does nothing where nobody holds the token any more.")
    @APIResponse(responseCode = "204", description = "It is given back; the slots are free when its sessions are gone")
    public void release(
            @Parameter(example = "main-17") @PathParam("token") String token,
            @Parameter(description = KEY, required = true) @HeaderParam(HOLDER_KEY) @Nullable String key,
            @Parameter(
                            description =
                                    "true where the holder has read to the end of each of its sessions, so that PostgreSQL has"
                                            + " ended them: the slots are then free at once. Otherwise they are free when"
                                            + " PostgreSQL shows none of them, a second or two later")
                    @QueryParam("disconnected")
                    boolean disconnected)
            throws NotWrittenException, NotTheHolderException, InterruptedException {
        desk.release(cluster(token), token, required(key), disconnected);
    }

    private static HolderKey required(@Nullable String key) {
        if (key == null || key.isBlank()) {
            throw new ProblemException(
                    ProblemKind.INVALID_PARAMETER,
                    HOLDER_KEY,
                    HOLDER_KEY + " is missing; send the holderKey that came with the token");
        }
        return HolderKey.of(key);
    }

    /** A token's id is its cluster's name, a dash and its fence. */
    private static String cluster(String token) {
        int dash = token.lastIndexOf('-');
        if (dash <= 0) {
            throw new ProblemException(ProblemKind.NOT_FOUND, "no token has such an id, got: '" + token + "'");
        }
        return token.substring(0, dash);
    }
}
