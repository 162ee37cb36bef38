package dev.seedgate.admission.api.live;

import dev.seedgate.admission.api.ClusterViews;
import dev.seedgate.admission.readmodel.ClusterHistory;
import dev.seedgate.protocol.TokenEvent;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.util.function.Predicate;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The journal as it is written. */
@Path("/v1/events")
@RunOnVirtualThread
@Tag(name = "events", description = "The journal of all that happens")
public class EventsResource {
    private static final Duration SPACING = Duration.ofMillis(500);
    private static final Duration SILENCE = Duration.ofSeconds(15);

    private final ClusterViews views;
    private final ClusterHistory history;
    private final StreamPlaces places;

    EventsResource(ClusterViews views, ClusterHistory history, StreamPlaces places) {
        this.views = views;
        this.history = history;
        this.places = places;
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(
            operationId = "watchJournal",
            summary = "Follow the journal",
            description =
                    "Server-sent events. `journal`: a line of the journal (docs/EVENTS.md), with an id. `gap`: lines are"
                            + " missing here, for they are no longer kept; the topic `token.events` has them longer. With"
                            + " Last-Event-ID it goes on behind that line, at any replica.")
    @APIResponse(
            responseCode = "200",
            description = "Events of the types `journal` and `gap`",
            content =
                    @Content(
                            mediaType = MediaType.SERVER_SENT_EVENTS,
                            schema = @Schema(implementation = TokenEvent.class)))
    public Multi<OutboundSseEvent> follow(
            @Parameter(description = "Only this cluster's", example = "main") @QueryParam("cluster") @Nullable String cluster,
            @Parameter(
                            description =
                                    "With so many earlier lines, as far as they are kept, where there is no Last-Event-ID")
                    @QueryParam("earlier")
                    @DefaultValue("0")
                    int earlier,
            @HeaderParam(HttpHeaders.LAST_EVENT_ID_HEADER) @Nullable String lastEventId,
            @Context Sse sse) {
        if (cluster != null) {
            views.requireKnown(cluster);
        }
        Predicate<String> clusters = cluster == null ? each -> true : cluster::equals;
        var journal = new JournalReader(history, clusters, lastEventId, Math.max(0, earlier));
        return places.open(sse, client -> {
            while (!client.isGone()) {
                if (client.isReading()) {
                    journal.tellNews(client);
                    client.breakSilence(SILENCE);
                }
                Thread.sleep(SPACING);
            }
        });
    }
}
