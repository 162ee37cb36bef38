package dev.seedgate.admission.api.view;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A batch that was accepted. */
@Schema(name = "Batch", title = "A batch that was accepted")
public record BatchView(
        @Schema(description = "For `GET /v1/seeds?batch=`", examples = "nightly-0199a1c2-7f10-7d44-9c1e-3f5a2b6c8d90")
        String batch,

        @Schema(description = "In the order in which they were posted")
        List<SeedView> seeds) {}
