package dev.seedgate.admission.api;

import dev.seedgate.admission.access.Roles;
import dev.seedgate.admission.api.view.ScheduleListView;
import dev.seedgate.admission.api.view.ScheduleView;
import dev.seedgate.admission.schedule.ScheduleRunner;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Schedules: what is posted by the clock, and what became of it. */
@Path("/v1/schedules")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "schedules", description = "Seeds by the clock")
public class SchedulesResource {
    private final ScheduleRunner schedules;

    SchedulesResource(ScheduleRunner schedules) {
        this.schedules = schedules;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(
            operationId = "listSchedules",
            summary = "List the schedules",
            description =
                    "With their next times, and what became of the last one. That something was posted every replica knows; why"
                            + " nothing was, only those that ran then, and the others say what can be told from the seeds that are known.")
    @APIResponse(
            responseCode = "200",
            description = "All that are configured",
            content = @Content(schema = @Schema(implementation = ScheduleListView.class)))
    public ScheduleListView list() {
        return new ScheduleListView(
                schedules.reports().stream().map(ScheduleView::of).toList());
    }
}
