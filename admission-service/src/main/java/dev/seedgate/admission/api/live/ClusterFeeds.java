package dev.seedgate.admission.api.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.seedgate.admission.api.ClusterViews;
import dev.seedgate.admission.api.view.OverviewView;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The feeds of those clusters that somebody has looked at. */
@Singleton
class ClusterFeeds {
    /** More of those that wait than that nobody reads. */
    private static final int QUEUE_SHOWN = 100;

    private final ClusterViews views;
    private final ObjectMapper json;
    private final Map<String, ClusterFeed> feeds = new ConcurrentHashMap<>();

    ClusterFeeds(ClusterViews views, ObjectMapper json) {
        this.views = views;
        this.json = json;
    }

    /** @param cluster a configured one */
    ClusterFeed of(String cluster) {
        return feeds.computeIfAbsent(cluster, name -> new ClusterFeed(() -> write(views.overview(name, QUEUE_SHOWN))));
    }

    private String write(OverviewView overview) {
        try {
            return json.writeValueAsString(overview);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot be written as JSON: " + overview, e);
        }
    }
}
