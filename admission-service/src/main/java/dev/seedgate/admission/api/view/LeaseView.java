package dev.seedgate.admission.api.view;

import dev.seedgate.admission.tokens.TokenDesk;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A token is good for another lease. */
@Schema(name = "Lease", title = "A token is good for another lease")
public record LeaseView(
        @Schema(description = "What it is charged", examples = "4")
        int connections,

        @Schema(
                description =
                        "How many its holder is to keep to: more than before, it may open them; fewer than `connections`,"
                                + " others wait, so close what is beyond as soon as no work is lost, and say so when renewing",
                examples = "2")
        int keep,

        @Schema(description = "The number of the last resize; say it when renewing", examples = "1")
        int sizing,

        @Schema(
                description = "How long the token is good for from the moment at which this renewal was sent",
                type = SchemaType.STRING,
                format = "duration",
                implementation = String.class,
                examples = "PT15S")
        Duration lease) {
    public static LeaseView of(TokenDesk.Renewed renewed) {
        return new LeaseView(renewed.connections(), renewed.keep(), renewed.sizing(), renewed.lease());
    }
}
