package dev.seedgate.admission.api.view;

import dev.seedgate.protocol.StatusMessage.SeedProgress;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

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
        long bytesTotal) {
    static ProgressView of(SeedProgress progress) {
        return new ProgressView(
                progress.step(),
                progress.steps(),
                progress.stepName(),
                progress.rows(),
                progress.bytesRead(),
                progress.bytesTotal());
    }
}
