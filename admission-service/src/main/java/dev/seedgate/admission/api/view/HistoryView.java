package dev.seedgate.admission.api.view;

import dev.seedgate.admission.readmodel.UsePoint;
import dev.seedgate.protocol.TokenEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Who used a cluster in the last hours. */
@Schema(name = "History", title = "Who used a cluster in the last hours")
public record HistoryView(
        @Schema(
                description = "The time between two points",
                type = SchemaType.STRING,
                format = "duration",
                implementation = String.class,
                examples = "PT15S")
        Duration step,

        @Schema(
                description =
                        "The oldest first; none for times in which the server was not seen. Each is the fullest moment of"
                                + " its step, and the last one may still grow")
        List<PointView> points,

        @Schema(description = "What explains them: lines of the journal, the oldest first")
        List<MomentView> moments) {

    /** The fullest moment of a step. */
    @Schema(name = "HistoryPoint")
    public record PointView(
            @Schema(description = "When the step began") Instant at,
            @Schema(examples = "25") int maxConnections,

            @Schema(
                    description = "Sessions by consumer class",
                    type = SchemaType.OBJECT,
                    implementation = Object.class,
                    examples = "{\"agent\": 1, \"api\": 2}")
            Map<String, Integer> classes,

            @Schema(description = "Sessions under tokens", examples = "6")
            int tokens,

            @Schema(description = "Sessions of nobody we know", examples = "0")
            int unclassified) {
        private static PointView of(UsePoint point) {
            return new PointView(
                    point.at(), point.maxConnections(), point.classes(), point.tokens(), point.unclassified());
        }
    }

    /** A line of the journal that marks a moment. */
    @Schema(name = "Moment")
    public record MomentView(
            Instant at,

            @Schema(description = "What happened, in the words of the journal", examples = "cluster-held")
            String event,

            @Schema(examples = "ada@desk") @Nullable String by,

            @Schema(examples = "migration at noon") @Nullable String detail) {
        private static MomentView of(TokenEvent event) {
            return new MomentView(event.at(), event.event(), event.by(), event.detail());
        }
    }

    public static HistoryView of(Duration step, List<UsePoint> points, List<TokenEvent> moments) {
        return new HistoryView(
                step,
                points.stream().map(PointView::of).toList(),
                moments.stream().map(MomentView::of).toList());
    }
}
