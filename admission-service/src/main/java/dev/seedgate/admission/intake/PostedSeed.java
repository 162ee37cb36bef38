package dev.seedgate.admission.intake;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A seed as somebody posted it; nothing of it is checked yet, and what is absent gets its default from the catalog. */
@Schema(
        name = "PostedSeed",
        title = "A seed to run",
        requiredProperties = {"seed", "database"},
        examples = """
                {"seed": "meyer", "database": "shop", "priority": 700, "parameters": {"full": true}}""")
public record PostedSeed(
        @Schema(description = "The definition's name in the catalog", examples = "meyer") @Nullable String seed,

        @Schema(description = "The database to seed, as the service's configuration names it", examples = "shop")
        @Nullable String database,

        @Schema(
                description = "Connections that one run needs; the definition's own number when absent",
                minimum = "1",
                examples = "2")
        @Nullable Integer connections,

        @Schema(
                description = "Higher goes first",
                minimum = "0",
                maximum = "1000",
                defaultValue = "500",
                examples = "700")
        @Nullable Integer priority,

        @Schema(
                description = "Failed runs that make it a dead letter",
                minimum = "1",
                maximum = "100",
                defaultValue = "3",
                examples = "3")
        @Nullable Integer maxAttempts,

        @Schema(
                description =
                        "After which one run is stopped and counts as failed: `10m`, `1h30m` or ISO-8601's `PT10M`; at most"
                                + " 30 days; the definition's own when absent",
                examples = "10m")
        @Nullable String timeout,

        @Schema(
                description = "Values of the definition's parameters: text, whole numbers, true or false",
                type = SchemaType.OBJECT,
                implementation = Object.class,
                examples = "{\"full\": true}")
        @Nullable Map<String, @Nullable JsonNode> parameters) {}
