package dev.seedgate.admission.api;

import dev.seedgate.admission.access.Roles;
import dev.seedgate.admission.api.problem.ProblemException;
import dev.seedgate.admission.api.problem.ProblemKind;
import dev.seedgate.admission.api.view.BatchView;
import dev.seedgate.admission.api.view.SeedView;
import dev.seedgate.admission.intake.Intake;
import dev.seedgate.admission.intake.NotWrittenException;
import dev.seedgate.admission.intake.PostedSeed;
import dev.seedgate.admission.readmodel.ReadModel;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Batches: several seeds in one post. */
@Path("/v1/batches")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "seeds")
public class BatchesResource {
    private final Intake intake;
    private final ReadModel readModel;

    BatchesResource(Intake intake, ReadModel readModel) {
        this.intake = intake;
        this.readModel = readModel;
    }

    @POST
    @RolesAllowed(Roles.SUBMITTER)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "postBatch",
            summary = "Post several seeds",
            description =
                    "All of them are accepted, or none: what is wrong with one is a problem of the whole batch."
                            + " A batch has one place in line; within it the seed that is expected to take longest starts first.")
    @APIResponse(
            responseCode = "202",
            description = "All are accepted",
            content = @Content(schema = @Schema(implementation = BatchView.class)))
    @Parameter(
            name = IdempotencyKey.HEADER,
            in = ParameterIn.HEADER,
            description = IdempotencyKey.DESCRIPTION,
            example = "nightly-2026-01-01",
            schema = @Schema(type = SchemaType.STRING, maxLength = 200))
    public Response post(@Nullable PostedBatch batch, @Context HttpHeaders headers)
            throws NotWrittenException, InterruptedException {
        PostedBatch posted = Body.required(batch);
        Intake.Batch accepted = intake.postBatch(posted.name(), seeds(posted), IdempotencyKey.of(headers));
        List<SeedView> views = accepted.requests().stream()
                .map(readModel::justAccepted)
                .map(SeedView::of)
                .toList();
        return Response.accepted(new BatchView(accepted.id(), views)).build();
    }

    private static List<@Nullable PostedSeed> seeds(PostedBatch batch) {
        if (batch.seeds() == null) {
            throw new ProblemException(ProblemKind.INVALID_FIELD, "seeds", "seeds is missing");
        }
        return batch.seeds();
    }
}
