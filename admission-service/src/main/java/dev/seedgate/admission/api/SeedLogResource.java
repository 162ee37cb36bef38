package dev.seedgate.admission.api;

import dev.seedgate.admission.access.Roles;
import dev.seedgate.admission.api.problem.ProblemException;
import dev.seedgate.admission.api.view.RunLogView;
import dev.seedgate.admission.readmodel.ReadModel;
import dev.seedgate.admission.readmodel.RunLogs;
import dev.seedgate.admission.readmodel.SeedEntry;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What a seed's runs said. */
@Path("/v1/seeds/{id}/log")
@RunOnVirtualThread
@Tag(name = "seeds")
public class SeedLogResource {
    private final ReadModel readModel;
    private final RunLogs logs;

    SeedLogResource(ReadModel readModel, RunLogs logs) {
        this.readModel = readModel;
        this.logs = logs;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "readLog",
            summary = "Read what a seed's runs said",
            description =
                    "What each run did, how many rows each step wrote, what PostgreSQL had to say, and how it ended. Kept for"
                            + " as long as the topic seed.logs keeps it, seven days by default.")
    @APIResponse(
            responseCode = "200",
            description = "The lines; none before the first run",
            content = @Content(schema = @Schema(implementation = RunLogView.class)))
    public RunLogView read(@PathParam("id") String id) throws InterruptedException {
        SeedEntry seed = readModel.entry(id).orElseThrow(ProblemException::unknownSeed);
        return RunLogView.of(logs.of(seed));
    }
}
