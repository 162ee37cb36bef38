package dev.seedgate.admission.api;

import dev.seedgate.admission.access.Roles;
import dev.seedgate.admission.advice.Advisor;
import dev.seedgate.admission.api.view.PlanView;
import dev.seedgate.admission.config.AdmissionSettings;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.InstantSource;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * Which plan a cluster needs, from what was recorded of it. It computes for seconds without ever waiting, so on a thread of its own: a
 * virtual one would keep all others from a processor meanwhile.
 */
@Path("/v1/clusters/{cluster}/plan")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "clusters")
public class PlanResource {
    private final ClusterViews clusters;
    private final Advisor advisor;
    private final AdmissionSettings settings;

    PlanResource(ClusterViews clusters, Advisor advisor, AdmissionSettings settings) {
        this.clusters = clusters;
        this.advisor = advisor;
        this.settings = settings;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(
            operationId = "planCluster",
            summary = "Ask which plan, or which change, a cluster needs",
            description =
                    "Replays the cluster's recorded history by the ledger's own rules under each plan of `seedgate.plans`"
                            + " and under some changes, and names the cheapest that grants the wish. How well the replay foretells"
                            + " what was measured is part of the answer. It takes seconds, and a replica answers one after another.")
    @Parameter(
            name = "days",
            in = ParameterIn.QUERY,
            description = "How far to look back; no further than the journal goes, whose topic's retention says that",
            example = "7",
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "90", defaultValue = "7"))
    @Parameter(
            name = "p95Wait",
            in = ParameterIn.QUERY,
            description = "The wish: 19 of 20 requests wait no longer than this for a worker and connections",
            example = "2m",
            schema = @Schema(type = SchemaType.STRING, defaultValue = "2m"))
    @APIResponse(
            responseCode = "200",
            description = "The comparison and the advice",
            content = @Content(schema = @Schema(implementation = PlanView.class)))
    public PlanView get(@PathParam("cluster") String cluster, @Context UriInfo uri) throws InterruptedException {
        clusters.requireKnown(cluster);
        PlanQuery query = PlanQuery.of(uri.getQueryParameters());
        return PlanView.of(advisor.answer(
                new Advisor.Question(
                        cluster,
                        query.back(),
                        Objects.requireNonNull(settings.clusters().get(cluster)),
                        settings.plans(),
                        query.wish()),
                InstantSource.system().instant()));
    }
}
