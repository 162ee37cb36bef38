package dev.seedgate.admission.api;

import dev.seedgate.admission.access.Roles;
import dev.seedgate.admission.api.problem.ProblemException;
import dev.seedgate.admission.api.problem.ProblemKind;
import dev.seedgate.admission.api.view.SeedListView;
import dev.seedgate.admission.api.view.SeedView;
import dev.seedgate.admission.intake.Intake;
import dev.seedgate.admission.intake.NotWrittenException;
import dev.seedgate.admission.intake.PostedSeed;
import dev.seedgate.admission.readmodel.ReadModel;
import dev.seedgate.admission.readmodel.SeedSnapshot;
import dev.seedgate.protocol.SeedRequest;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Seeds: post, list, look at, cancel. */
@Path("/v1/seeds")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "seeds", description = "Import and back-fill jobs that run under a token")
public class SeedsResource {
    private final Intake intake;
    private final ReadModel readModel;

    SeedsResource(Intake intake, ReadModel readModel) {
        this.intake = intake;
        this.readModel = readModel;
    }

    @POST
    @RolesAllowed(Roles.SUBMITTER)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "postSeed",
            summary = "Post a seed",
            description =
                    "Checks the seed against the catalog and the cluster's budget and accepts it. It is answered when the"
                            + " broker has it for good; what was answered with 202 ends as succeeded, dead or cancelled.")
    @APIResponse(
            responseCode = "202",
            description = "Accepted",
            headers =
                    @Header(
                            name = "Location",
                            description = "Where to look at it",
                            schema = @Schema(type = SchemaType.STRING)),
            content = @Content(schema = @Schema(implementation = SeedView.class)))
    @Parameter(
            name = IdempotencyKey.HEADER,
            in = ParameterIn.HEADER,
            description = IdempotencyKey.DESCRIPTION,
            example = "import-2026-01-01-meyer",
            schema = @Schema(type = SchemaType.STRING, maxLength = 200))
    public Response post(@Nullable PostedSeed seed, @Context HttpHeaders headers)
            throws NotWrittenException, InterruptedException {
        SeedRequest accepted = intake.post(Body.required(seed), IdempotencyKey.of(headers));
        return Response.accepted(SeedView.of(readModel.justAccepted(accepted)))
                .location(URI.create("/v1/seeds/" + accepted.id()))
                .build();
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(operationId = "listSeeds", summary = "List seeds, newest first")
    @Parameter(
            name = "state",
            in = ParameterIn.QUERY,
            description = "accepted, queued, running, retrying, held, succeeded, dead or cancelled",
            example = "queued",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(name = "database", in = ParameterIn.QUERY, example = "shop", schema = @Schema(type = SchemaType.STRING))
    @Parameter(name = "cluster", in = ParameterIn.QUERY, example = "main", schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "batch",
            in = ParameterIn.QUERY,
            description = "A batch's id",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "seed",
            in = ParameterIn.QUERY,
            description = "A definition's name",
            example = "meyer",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "limit",
            in = ParameterIn.QUERY,
            description = "The page's size",
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "1000", defaultValue = "100"))
    @Parameter(
            name = "after",
            in = ParameterIn.QUERY,
            description = "The `next` of the page before",
            schema = @Schema(type = SchemaType.STRING))
    @APIResponse(
            responseCode = "200",
            description = "A page; finished seeds only as far back as seedgate.http.finished-seeds says",
            content = @Content(schema = @Schema(implementation = SeedListView.class)))
    public SeedListView list(@Context UriInfo uri) {
        SeedQuery query = SeedQuery.of(uri.getQueryParameters());
        return SeedListView.of(readModel.seeds(query.filter(), query.limit(), query.after()));
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Path("/{id}")
    @Operation(operationId = "getSeed", summary = "Look at a seed")
    @APIResponse(
            responseCode = "200",
            description = "The seed, with the reason for which it waits",
            content = @Content(schema = @Schema(implementation = SeedView.class)))
    public SeedView get(@PathParam("id") String id) {
        return SeedView.of(find(id));
    }

    @DELETE
    @RolesAllowed(Roles.SUBMITTER)
    @Path("/{id}")
    @Operation(
            operationId = "cancelSeed",
            summary = "Cancel a seed",
            description =
                    "Asks for it: a waiting seed is cancelled at once, a running one is stopped and rolled back first, and one"
                            + " that succeeds before it can be stopped has succeeded.")
    @APIResponse(
            responseCode = "202",
            description = "The ledger is asked to cancel it",
            content = @Content(schema = @Schema(implementation = SeedView.class)))
    public Response cancel(@PathParam("id") String id) throws NotWrittenException, InterruptedException {
        SeedSnapshot seed = find(id);
        if (seed.entry().state().isFinal()) {
            throw new ProblemException(
                    ProblemKind.ALREADY_FINISHED,
                    "seed " + seed.entry().request().id() + " has ended and cannot be cancelled");
        }
        intake.cancel(seed.entry().request());
        return Response.accepted(SeedView.of(seed)).build();
    }

    private SeedSnapshot find(String id) {
        return readModel.seed(id).orElseThrow(ProblemException::unknownSeed);
    }
}
