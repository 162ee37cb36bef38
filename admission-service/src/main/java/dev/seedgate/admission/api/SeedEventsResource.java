package dev.seedgate.admission.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.seedgate.admission.access.Callers;
import dev.seedgate.admission.access.Roles;
import dev.seedgate.admission.api.problem.LimitedPlaces;
import dev.seedgate.admission.api.problem.ProblemException;
import dev.seedgate.admission.api.view.SeedView;
import dev.seedgate.admission.config.HttpLimits;
import dev.seedgate.admission.readmodel.ReadModel;
import dev.seedgate.admission.readmodel.SeedSnapshot;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** A seed as it changes, until it has ended. */
@Path("/v1/seeds/{id}/events")
@RunOnVirtualThread
@Tag(name = "seeds")
public class SeedEventsResource {
    private static final Logger LOG = Logger.getLogger(SeedEventsResource.class);
    private static final String LAST_EVENT_ID = HttpHeaders.LAST_EVENT_ID_HEADER;

    private final ReadModel readModel;
    private final ObjectMapper json;
    private final LimitedPlaces places;

    SeedEventsResource(ReadModel readModel, ObjectMapper json, HttpLimits limits, Callers callers) {
        this.readModel = readModel;
        this.json = json;
        this.places = new LimitedPlaces(
                "this replica's places for those who watch seeds are all taken",
                limits.maxWatchers(),
                limits.maxStreamsPerCaller(),
                callers);
    }

    @GET
    @Blocking // which the class means, but a stream alone would not
    @RolesAllowed(Roles.VIEWER)
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(
            operationId = "watchSeed",
            summary = "Watch a seed",
            description =
                    "Server-sent events: one for the seed as it is, and one whenever it changes, at most about three a"
                            + " second. Each is all of the seed, so none of them must be caught up with. The stream ends"
                            + " behind the event that says how the seed ended. With Last-Event-ID, the first event is left"
                            + " out if nothing has changed since that one.")
    @APIResponse(
            responseCode = "200",
            description = "Events of the type `seed`",
            content =
                    @Content(
                            mediaType = MediaType.SERVER_SENT_EVENTS,
                            schema = @Schema(implementation = SeedView.class)))
    public Multi<OutboundSseEvent> watch(
            @PathParam("id") String id, @HeaderParam(LAST_EVENT_ID) @Nullable String lastEventId, @Context Sse sse) {
        SeedSnapshot seed = readModel.seed(id).orElseThrow(ProblemException::unknownSeed);
        Runnable leave = places.take();
        return Multi.createFrom()
                .emitter(
                        emitter -> follow(seed, new EventClient(emitter, sse, lastEventId), leave),
                        BackPressureStrategy.LATEST);
    }

    /** On a thread of its own, which ends with the seed or when the client leaves. */
    private void follow(SeedSnapshot seed, EventClient client, Runnable leave) {
        Thread thread = Thread.ofVirtual().name("watch").unstarted(() -> {
            try {
                new SeedWatch(readModel, this::write, client).run(seed);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt(); // the client has left
            } catch (RuntimeException e) {
                LOG.errorf(
                        e,
                        "The watch of seed %s broke off; who cares comes again",
                        seed.entry().request().id());
            } finally {
                leave.run();
                client.close();
            }
        });
        client.whenGone(thread::interrupt);
        thread.start();
    }

    private String write(SeedView view) {
        try {
            return json.writeValueAsString(view);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot be written as JSON: " + view, e);
        }
    }
}
