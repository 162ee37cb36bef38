package dev.seedgate.admission.api.view;

import dev.seedgate.admission.readmodel.ClusterScaling;
import dev.seedgate.core.outlook.Scaling;
import dev.seedgate.core.outlook.WorkersPresent;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How many workers would be of use, and why. */
@Schema(name = "Scaling", title = "How many workers would be of use")
public record ScalingView(
        @Schema(
                description =
                        "How many there should be: never fewer than are busy, and beyond that as many as it takes to run"
                                + " what could run at once. A worker serves all clusters, with its slots for each, so that the one"
                                + " that needs most counts",
                examples = "4")
        int workers,

        @Schema(description = "The same in words, for people", examples = "4 workers with 2 slots each: …")
        String why,

        @Schema(description = "How many seeds a worker runs at once, for each cluster", examples = "2")
        int slots,

        @Schema(
                description = "How far was looked ahead",
                type = SchemaType.STRING,
                format = "duration",
                implementation = String.class,
                examples = "PT1M")
        Duration within,

        @Schema(description = "Workers that wait for work or do it", examples = "3")
        int present,

        @Schema(description = "Workers that run something", examples = "2")
        int busy,

        @Schema(description = "By name") List<ClusterScalingView> clusters) {
    /** What a worker has that is not told otherwise, {@code seedgate.worker.slots}. */
    private static final int DEFAULT_SLOTS = 2;

    /** One cluster's. */
    @Schema(name = "ClusterScaling", title = "What workers would be of use for in one cluster")
    public record ClusterScalingView(
            @Schema(examples = "main") String cluster,

            @Schema(description = "How many workers this cluster could use alone", examples = "4")
            int workers,

            @Schema(description = "Seeds that run", examples = "3")
            int running,

            @Schema(description = "Seeds that wait, whatever for", examples = "120")
            int waiting,

            @Schema(description = "Of those that wait, how many would start at once", examples = "4")
            int startableNow,

            @Schema(description = "How many more would start within the time that was looked ahead", examples = "1")
            int startableSoon,

            @Schema(description = "How many seeds would run at once at the fullest moment of that time", examples = "7")
            int atOnce,

            @Schema(
                    description =
                            "How many at once the budget could feed at most, if all were as small as the smallest of those"
                                    + " that run or wait; 0 where there is none",
                    examples = "7")
            int feeds,

            @Schema(
                    description = "Connections that seeds may have together; 0 until the server was seen",
                    examples = "14")
            int budget,

            @Schema(description = "Connections that tokens have", examples = "6")
            int charged,

            @Schema(description = "Why nothing is granted; absent while it is", examples = "held by ada: a migration")
            @Nullable String stopped) {
        private static ClusterScalingView of(ClusterScaling cluster, int slots) {
            Scaling scaling = cluster.scaling();
            return new ClusterScalingView(
                    cluster.cluster(),
                    scaling.workers(slots),
                    scaling.running(),
                    cluster.waiting(),
                    scaling.startableNow(),
                    scaling.startableSoon(),
                    scaling.seeds(),
                    scaling.feeds(),
                    cluster.figures().budget(),
                    cluster.figures().charged(),
                    ScalingWords.stopped(cluster));
        }
    }

    /**
     * What is told of these clusters.
     *
     * @param slots null for as many as the workers have that are there
     */
    public static ScalingView of(List<ClusterScaling> clusters, @Nullable Integer slots, Duration within) {
        WorkersPresent present = WorkersPresent.together(
                clusters.stream().map(ClusterScaling::present).toList());
        int each = slots == null ? present.slotsOfEach().orElse(DEFAULT_SLOTS) : slots;
        int workers =
                Scaling.workers(clusters.stream().map(ClusterScaling::scaling).toList(), each);
        long busy = clusters.stream()
                .flatMap(cluster -> cluster.scaling().busy().stream())
                .distinct()
                .count();
        List<ClusterScalingView> views = clusters.stream()
                .map(cluster -> ClusterScalingView.of(cluster, each))
                .toList();
        String why = views.stream()
                .map(cluster -> ScalingWords.of(cluster, within))
                .collect(Collectors.joining("; ", workers + " workers with " + each + " slots each: ", ""));
        return new ScalingView(workers, why, each, within, present.slots().size(), Math.toIntExact(busy), views);
    }
}
