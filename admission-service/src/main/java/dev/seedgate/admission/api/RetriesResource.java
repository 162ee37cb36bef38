package dev.seedgate.admission.api;

import dev.seedgate.admission.access.Roles;
import dev.seedgate.admission.api.problem.ProblemException;
import dev.seedgate.admission.api.view.SeedView;
import dev.seedgate.admission.intake.NotWrittenException;
import dev.seedgate.admission.operate.Retries;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Seeds that are to run again after they failed for good or were cancelled. */
@Path("/v1/seeds/{id}/retry")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "seeds")
public class RetriesResource {
    private final Retries retries;

    RetriesResource(Retries retries) {
        this.retries = retries;
    }

    @POST
    @RolesAllowed(Roles.SUBMITTER)
    @Operation(
            operationId = "retrySeed",
            summary = "Retry a seed",
            description =
                    "Queues a seed that is dead or cancelled again, under its old id, at the end of the queue and with all"
                            + " its attempts, as it was posted. Seeds that were cancelled because they run after it come back behind it.")
    @APIResponse(
            responseCode = "202",
            description = "The ledger has decided it: the seed as it is now",
            content = @Content(schema = @Schema(implementation = SeedView.class)))
    @Parameter(
            name = IdempotencyKey.HEADER,
            in = ParameterIn.HEADER,
            description = IdempotencyKey.OF_RETRIES,
            example = "after-the-feed-was-mended",
            schema = @Schema(type = SchemaType.STRING, maxLength = 200))
    public Response retry(@PathParam("id") String id, @Context HttpHeaders headers)
            throws NotWrittenException, InterruptedException {
        SeedView seed = retries.retry(id, IdempotencyKey.of(headers))
                .map(SeedView::of)
                .orElseThrow(ProblemException::unknownSeed);
        return Response.accepted(seed)
                .location(URI.create("/v1/seeds/" + seed.id()))
                .build();
    }
}
