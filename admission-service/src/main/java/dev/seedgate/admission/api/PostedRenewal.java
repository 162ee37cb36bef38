package dev.seedgate.admission.api;

import dev.seedgate.admission.api.problem.ProblemException;
import dev.seedgate.admission.api.problem.ProblemKind;
import dev.seedgate.protocol.SeedRequest;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A renewal of a token's lease; its body may be left out by a holder whose token never grows. */
@Schema(name = "Renewal", title = "What the holder of a token that may grow says when it renews")
public record PostedRenewal(
        @Schema(description = "How many it has or may open; all that the token is charged when absent", examples = "2")
        @Nullable Integer connections,

        @Schema(description = "The last resize that it knows of", defaultValue = "0", examples = "1") @Nullable Integer sizing) {
    static final PostedRenewal NONE = new PostedRenewal(null, null);

    /** @throws ProblemException naming the field that is out of its range */
    PostedRenewal checked() {
        require("connections", connections, 1, SeedRequest.MAX_CONNECTIONS);
        require("sizing", sizing, 0, Integer.MAX_VALUE);
        return this;
    }

    private static void require(String field, @Nullable Integer value, int min, int max) {
        if (value != null && (value < min || value > max)) {
            throw new ProblemException(
                    ProblemKind.INVALID_FIELD,
                    field,
                    field + " must be from " + min + " to " + max + ", got: " + value);
        }
    }
}
