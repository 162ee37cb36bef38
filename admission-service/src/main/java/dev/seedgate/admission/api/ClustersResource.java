package dev.seedgate.admission.api;

import dev.seedgate.admission.api.problem.ProblemException;
import dev.seedgate.admission.api.problem.ProblemKind;
import dev.seedgate.admission.api.view.ClusterListView;
import dev.seedgate.admission.api.view.ClusterView;
import dev.seedgate.admission.config.AdmissionSettings;
import dev.seedgate.admission.config.SeedgateConfig;
import dev.seedgate.admission.readmodel.ReadModel;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Objects;
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
    private final ReadModel readModel;
    private final AdmissionSettings settings;
    private final SeedgateConfig config;

    ClustersResource(ReadModel readModel, AdmissionSettings settings, SeedgateConfig config) {
        this.readModel = readModel;
        this.settings = settings;
        this.config = config;
    }

    @GET
    @Operation(operationId = "listClusters", summary = "List the clusters with their budgets")
    @APIResponse(
            responseCode = "200",
            description = "All configured clusters",
            content = @Content(schema = @Schema(implementation = ClusterListView.class)))
    public ClusterListView list() {
        return new ClusterListView(
                settings.clusters().keySet().stream().map(this::view).toList());
    }

    @GET
    @Path("/{cluster}")
    @Operation(operationId = "getCluster", summary = "Look at a cluster's budget")
    @APIResponse(
            responseCode = "200",
            description = "The cluster",
            content = @Content(schema = @Schema(implementation = ClusterView.class)))
    public ClusterView get(@PathParam("cluster") String cluster) {
        if (!settings.clusters().containsKey(cluster)) {
            throw new ProblemException(
                    ProblemKind.NOT_FOUND,
                    "no cluster of this name is configured; known are: "
                            + String.join(", ", settings.clusters().keySet()));
        }
        return view(cluster);
    }

    private ClusterView view(String cluster) {
        return ClusterView.of(
                readModel.cluster(cluster),
                Objects.requireNonNull(config.clusters().get(cluster))
                        .databases()
                        .keySet(),
                Objects.requireNonNull(settings.clusters().get(cluster)));
    }
}
