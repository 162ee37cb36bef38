package dev.seedgate.admission.api.view;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** All clusters. */
@Schema(name = "ClusterList", title = "All clusters, by name")
public record ClusterListView(List<ClusterView> clusters) {}
