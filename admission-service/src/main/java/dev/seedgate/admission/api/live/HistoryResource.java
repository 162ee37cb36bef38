package dev.seedgate.admission.api.live;

import dev.seedgate.admission.api.ClusterViews;
import dev.seedgate.admission.api.problem.ProblemException;
import dev.seedgate.admission.api.problem.ProblemKind;
import dev.seedgate.admission.api.view.HistoryView;
import dev.seedgate.admission.readmodel.ClusterHistory;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Who used a cluster in the last hours. */
@Path("/v1/clusters/{cluster}/history")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "clusters")
public class HistoryResource {
    private final ClusterViews views;
    private final ClusterHistory history;

    HistoryResource(ClusterViews views, ClusterHistory history) {
        this.views = views;
        this.history = history;
    }

    @GET
    @Operation(
            operationId = "getHistory",
            summary = "Look at who used a cluster in the last hours",
            description =
                    "The fullest moment of every fifteen seconds, as far as this replica has it: three hours, and after its"
                            + " start what the broker has kept of the last 5 000 observations of each partition.")
    @APIResponse(
            responseCode = "200",
            description = "The history; without points where nothing was seen",
            content = @Content(schema = @Schema(implementation = HistoryView.class)))
    public HistoryView get(
            @PathParam("cluster") String cluster,
            @Parameter(description = "Only from this moment on", example = "2026-02-01T02:00:00Z")
                    @QueryParam("since")
                    @Nullable String since) {
        views.requireKnown(cluster);
        return HistoryView.of(ClusterHistory.step(), history.use(cluster, moment(since)), history.moments(cluster));
    }

    private static Instant moment(@Nullable String since) {
        try {
            return since == null ? Instant.EPOCH : Instant.parse(since);
        } catch (DateTimeParseException e) {
            throw new ProblemException(
                    ProblemKind.INVALID_PARAMETER,
                    "since",
                    "since must be a moment such as 2026-02-01T02:00:00Z, got: " + since);
        }
    }
}
