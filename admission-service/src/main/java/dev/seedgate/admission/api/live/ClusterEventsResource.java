package dev.seedgate.admission.api.live;

import dev.seedgate.admission.api.ClusterViews;
import dev.seedgate.admission.api.view.OverviewView;
import dev.seedgate.admission.readmodel.BehindException;
import dev.seedgate.admission.readmodel.ClusterHistory;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** A cluster as it is, every second: what the page lives on. */
@Path("/v1/clusters/{cluster}/events")
@RunOnVirtualThread
@Tag(name = "clusters")
public class ClusterEventsResource {
    private static final String OVERVIEW = "overview";
    private static final int EARLIER_LINES = 100;
    /** A client that does not read is asked again after this. */
    private static final Duration SLOW = Duration.ofMillis(250);

    private final ClusterViews views;
    private final ClusterFeeds feeds;
    private final ClusterHistory history;
    private final StreamPlaces places;

    ClusterEventsResource(ClusterViews views, ClusterFeeds feeds, ClusterHistory history, StreamPlaces places) {
        this.views = views;
        this.feeds = feeds;
        this.history = history;
        this.places = places;
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(
            operationId = "watchCluster",
            summary = "Watch a cluster",
            description =
                    "Server-sent events. `overview`: all that the page shows of the cluster, once a second, less often where"
                            + " it is large or the client slow; each is the whole, so none must be caught up with. `journal`: a"
                            + " line of the journal (docs/EVENTS.md), with an id; the last hundred to begin with. `gap`:"
                            + " lines are missing here, for they are no longer kept. With Last-Event-ID the journal goes on"
                            + " behind that line, at any replica.")
    @APIResponse(
            responseCode = "200",
            description = "Events of the types `overview`, `journal` and `gap`",
            content =
                    @Content(
                            mediaType = MediaType.SERVER_SENT_EVENTS,
                            schema = @Schema(implementation = OverviewView.class)))
    public Multi<OutboundSseEvent> watch(
            @PathParam("cluster") String cluster,
            @HeaderParam(HttpHeaders.LAST_EVENT_ID_HEADER) @Nullable String lastEventId,
            @Parameter(description = "As Last-Event-ID, for those who cannot send that", example = "0-4711")
                    @QueryParam("after")
                    @Nullable String after,
            @Context Sse sse) {
        views.requireKnown(cluster);
        ClusterFeed feed = feeds.of(cluster);
        feed.latest();
        String last = lastEventId == null ? after : lastEventId;
        var journal = new JournalReader(history, cluster::equals, last, EARLIER_LINES);
        return places.open(sse, client -> {
            while (!client.isGone()) {
                Thread.sleep(client.isReading() ? tell(client, feed, journal) : SLOW);
            }
        });
    }

    /** Returns after how long there is more to tell. Whoever must go elsewhere, for this replica reads no more, is not kept. */
    private static Duration tell(EventStream client, ClusterFeed feed, JournalReader journal)
            throws InterruptedException {
        try {
            Edition edition = feed.latest();
            journal.tellNews(client);
            client.tell(OVERVIEW, edition.json());
            return Duration.ofNanos(Math.max(1, edition.goodUntil() - System.nanoTime()));
        } catch (BehindException e) {
            throw new InterruptedException(e.getMessage());
        }
    }
}
