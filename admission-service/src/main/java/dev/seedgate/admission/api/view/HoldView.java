package dev.seedgate.admission.api.view;

import dev.seedgate.core.ledger.Hold;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Somebody stopped the granting. */
@Schema(name = "Hold", title = "Somebody stopped the granting; what runs goes on")
public record HoldView(
        @Schema(examples = "ada@desk") String by,

        @Schema(description = "May be empty", examples = "migration at noon")
        String reason,

        Instant since) {
    static HoldView of(Hold hold) {
        return new HoldView(hold.by(), hold.reason(), hold.since());
    }
}
