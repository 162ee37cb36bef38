package dev.seedgate.admission.api.view;

import dev.seedgate.protocol.StatusMessage.SeedProgress;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How far a run is. */
@Schema(name = "Progress", title = "How far a run is; at most half a second old")
public record ProgressView(
        @Schema(description = "From 1", examples = "2") int step,

        @Schema(examples = "3") int steps,

        @Schema(examples = "load parts") String stepName,

        @Schema(description = "Read so far by this step", examples = "120000")
        long rows,

        @Schema(description = "Of this step's input", examples = "5242880")
        long bytesRead,

        @Schema(description = "The input's size; 0 when unknown", examples = "41943040")
        long bytesTotal,

        @Schema(description = "Of the last seconds; absent where it is too early to tell", examples = "61200") @Nullable Long rowsPerSecond,

        @Schema(
                description =
                        "Until this step has read its input, if it goes on at the pace of the last seconds, ISO-8601;"
                                + " absent where nobody can tell",
                type = SchemaType.STRING,
                format = "duration",
                implementation = String.class,
                examples = "PT12.5S")
        @Nullable Duration left) {
    static ProgressView of(SeedProgress progress) {
        return new ProgressView(
                progress.step(),
                progress.steps(),
                progress.stepName(),
                progress.rows(),
                progress.bytesRead(),
                progress.bytesTotal(),
                progress.rowsPerSecond(),
                progress.left());
    }
}
