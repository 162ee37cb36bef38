package dev.seedgate.admission.api;

import dev.seedgate.admission.access.Roles;
import dev.seedgate.admission.api.view.ScalingView;
import dev.seedgate.admission.config.AdmissionSettings;
import dev.seedgate.admission.readmodel.ReadModel;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.Collection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How many workers would be of use: what an autoscaler asks. */
@Path("/v1/scaling")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "scaling", description = "How many workers would be of use")
public class ScalingResource {
    private final ReadModel readModel;
    private final ClusterViews clusters;
    private final AdmissionSettings settings;

    ScalingResource(ReadModel readModel, ClusterViews clusters, AdmissionSettings settings) {
        this.readModel = readModel;
        this.clusters = clusters;
        this.settings = settings;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(
            operationId = "getScaling",
            summary = "Ask how many workers would be of use",
            description =
                    "`workers` is for an autoscaler. It is what the scheduler would let run under the budget now and"
                            + " soon, whatever the length of the queue: never fewer than are busy, and beyond that never more than"
                            + " the budget can feed. Every replica answers it.")
    @Parameter(
            name = "cluster",
            in = ParameterIn.QUERY,
            description = "Only this cluster's seeds",
            example = "main",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "labels",
            in = ParameterIn.QUERY,
            description =
                    "Only workers that have some of these labels and no others, and seeds that ask for some of these and"
                            + " no others; with commas between them. Empty: workers and seeds without any. Left out: all",
            example = "big-disk",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "slots",
            in = ParameterIn.QUERY,
            description =
                    "How many seeds a worker runs at once (`seedgate.worker.slots`). Left out: as many as the largest"
                            + " worker that is there, or 2 where none is",
            example = "2",
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "1000"))
    @Parameter(
            name = "within",
            in = ParameterIn.QUERY,
            description = "How far to look ahead: as long as a new worker takes to come, at most an hour",
            example = "90s",
            schema = @Schema(type = SchemaType.STRING, defaultValue = "1m"))
    @APIResponse(
            responseCode = "200",
            description = "How many, and why",
            content = @Content(schema = @Schema(implementation = ScalingView.class)))
    public ScalingView get(@Context UriInfo uri) {
        ScalingQuery query = ScalingQuery.of(uri.getQueryParameters());
        if (query.cluster() != null) {
            clusters.requireKnown(query.cluster());
        }
        Collection<String> asked = query.cluster() == null ? settings.clusters().keySet() : List.of(query.cluster());
        return ScalingView.of(
                readModel.scaling(asked, query.question()),
                query.slots(),
                query.question().within());
    }
}
