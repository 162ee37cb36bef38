package dev.seedgate.admission.api;

import dev.seedgate.admission.access.Callers;
import dev.seedgate.admission.access.Roles;
import dev.seedgate.admission.api.view.ClusterView;
import dev.seedgate.admission.api.view.KillReportView;
import dev.seedgate.admission.intake.NotWrittenException;
import dev.seedgate.admission.operate.KillOrder;
import dev.seedgate.admission.operate.KillReport;
import dev.seedgate.admission.operate.Operations;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What operators do to a cluster: hold, resume, kill. Answered when the ledger has decided it. */
@Path("/v1/clusters/{cluster}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "clusters")
public class OperationsResource {
    private final Operations operations;
    private final ClusterViews views;
    private final Callers callers;

    OperationsResource(Operations operations, ClusterViews views, Callers callers) {
        this.operations = operations;
        this.views = views;
        this.callers = callers;
    }

    @POST
    @RolesAllowed(Roles.OPERATOR)
    @Path("/hold")
    @Operation(
            operationId = "holdCluster",
            summary = "Stop granting",
            description = "Nothing more is granted until somebody resumes; what runs goes on. Where it is held already,"
                    + " whoever was first stays the one to ask.")
    @APIResponse(
            responseCode = "200",
            description = "The ledger has decided it: the cluster as it is now",
            content = @Content(schema = @Schema(implementation = ClusterView.class)))
    @Parameter(ref = IdempotencyKey.HEADER)
    public ClusterView hold(
            @PathParam("cluster") String cluster, PostedAct.@Nullable Hold hold, @Context HttpHeaders headers)
            throws NotWrittenException, InterruptedException {
        views.requireKnown(cluster);
        PostedAct.Hold posted = Body.required(hold);
        operations.hold(cluster, by(posted.by()), PostedAct.reason(posted.reason()), IdempotencyKey.of(headers));
        return views.cluster(cluster);
    }

    @POST
    @RolesAllowed(Roles.OPERATOR)
    @Path("/resume")
    @Operation(
            operationId = "resumeCluster",
            summary = "Let the granting go on",
            description = "Seeds that kill-seeds stopped go back into the queue, in their old places.")
    @APIResponse(
            responseCode = "200",
            description = "The ledger has decided it: the cluster as it is now",
            content = @Content(schema = @Schema(implementation = ClusterView.class)))
    @Parameter(ref = IdempotencyKey.HEADER)
    public ClusterView resume(
            @PathParam("cluster") String cluster, PostedAct.@Nullable Resume resume, @Context HttpHeaders headers)
            throws NotWrittenException, InterruptedException {
        views.requireKnown(cluster);
        PostedAct.Resume posted = Body.required(resume);
        operations.resume(cluster, by(posted.by()), IdempotencyKey.of(headers));
        return views.cluster(cluster);
    }

    @POST
    @RolesAllowed(Roles.OPERATOR)
    @Path("/kill-seeds")
    @Operation(
            operationId = "killSeeds",
            summary = "End sessions of tokens at once",
            description =
                    "Takes tokens back, ends their sessions without grace, holds their seeds until somebody resumes the"
                            + " cluster, and looks again. Touches no session that is not a token's. Tokens that are granted after"
                            + " the ledger has read it are not meant.")
    @APIResponse(
            responseCode = "200",
            description = "A dry run, or PostgreSQL was looked at again and showed no session of these tokens",
            content = @Content(schema = @Schema(implementation = KillReportView.class)))
    @APIResponse(
            responseCode = "202",
            description = "It is decided, and something is left, or PostgreSQL was not seen again within ten seconds",
            content = @Content(schema = @Schema(implementation = KillReportView.class)))
    @Parameter(ref = IdempotencyKey.HEADER)
    public Response kill(
            @PathParam("cluster") String cluster, PostedAct.@Nullable Kill kill, @Context HttpHeaders headers)
            throws NotWrittenException, InterruptedException {
        views.requireKnown(cluster);
        PostedAct.Kill posted = Body.required(kill);
        KillOrder order = new KillOrder(
                cluster,
                posted.checkedTokens(),
                Boolean.TRUE.equals(posted.hold()),
                by(posted.by()),
                PostedAct.reason(posted.reason()));
        if (Boolean.TRUE.equals(posted.dryRun())) {
            return Response.ok(KillReportView.of(operations.planned(order), true))
                    .build();
        }
        KillReport report = operations.kill(order, IdempotencyKey.of(headers));
        return Response.status(report.allGone() ? Response.Status.OK : Response.Status.ACCEPTED)
                .entity(KillReportView.of(report, false))
                .build();
    }

    /** Whoever has shown who he is is written down as that; what he calls himself is not enough then. */
    private String by(@Nullable String posted) {
        return PostedAct.by(posted, callers.authenticatedName());
    }
}
