package dev.seedgate.admission.api;

import dev.seedgate.admission.access.Roles;
import dev.seedgate.admission.api.view.CheckView;
import dev.seedgate.admission.api.view.ClusterListView;
import dev.seedgate.admission.api.view.ClusterView;
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

/** Clusters and their connection budgets. */
@Path("/v1/clusters")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "clusters", description = "PostgreSQL servers and their connection budgets")
public class ClustersResource {
    private final ClusterViews views;

    ClustersResource(ClusterViews views) {
        this.views = views;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(operationId = "listClusters", summary = "List the clusters with their budgets")
    @APIResponse(
            responseCode = "200",
            description = "All configured clusters",
            content = @Content(schema = @Schema(implementation = ClusterListView.class)))
    public ClusterListView list() {
        return views.all();
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Path("/{cluster}")
    @Operation(operationId = "getCluster", summary = "Look at a cluster's budget")
    @APIResponse(
            responseCode = "200",
            description = "The cluster",
            content = @Content(schema = @Schema(implementation = ClusterView.class)))
    public ClusterView get(@PathParam("cluster") String cluster) {
        views.requireKnown(cluster);
        return views.cluster(cluster);
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Path("/{cluster}/check")
    @Operation(
            operationId = "checkCluster",
            summary = "Check a cluster's connections",
            description =
                    "Who has which connections, with the sessions of every token, and what is wrong. What PostgreSQL"
                            + " showed is at most about a second and a half old while all is well; `cluster.observationAge` says"
                            + " how old it is.")
    @APIResponse(
            responseCode = "200",
            description = "The check, whatever it found",
            content = @Content(schema = @Schema(implementation = CheckView.class)))
    public CheckView check(@PathParam("cluster") String cluster) {
        views.requireKnown(cluster);
        return views.check(cluster);
    }
}
