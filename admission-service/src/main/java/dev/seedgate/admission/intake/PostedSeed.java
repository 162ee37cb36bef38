package dev.seedgate.admission.intake;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
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
                description =
                        "Connections that one run needs, or `{\"min\": 2, \"max\": 8}` where it can use more while nobody"
                                + " else needs them; the definition's own when absent",
                oneOf = {Integer.class, PostedConnections.class},
                examples = "2")
        @Nullable JsonNode connections,

        @Schema(
                description =
                        "A number from 0 to 1000, or `low` (250), `normal` (500), `high` (750) or `urgent` (1000). Higher goes"
                                + " first; every ten seconds of waiting count as one more",
                oneOf = {PriorityNumber.class, PriorityName.class},
                defaultValue = "500",
                examples = "700")
        @Nullable JsonNode priority,

        @Schema(
                description = "In whose name it runs: where there is not room for all, tenants take turns; a name of"
                        + " lower-case letters, digits and dashes",
                defaultValue = "default",
                examples = "shop-team")
        @Nullable String tenant,

        @Schema(
                description =
                        "Of seeds with the same key in one database never more than one runs; the definition's own"
                                + " when absent, which is the seed's name unless it says otherwise",
                examples = "prices")
        @Nullable String concurrencyKey,

        @Schema(
                description =
                        "What must have succeeded before: names of seeds of the same batch, or ids of requests of the"
                                + " same cluster. When one of those fails for good or is cancelled, this one is cancelled.",
                examples = "[\"schema\"]")
        @Nullable List<@Nullable String> after,

        @Schema(description = "The earliest start, a time with its offset", examples = "2026-02-01T02:00:00+01:00")
        @Nullable String notBefore,

        @Schema(
                description =
                        "The latest start, a time with its offset: what has not begun by then fails for good; what has may"
                                + " finish",
                examples = "2026-02-01T06:00:00+01:00")
        @Nullable String deadline,

        @Schema(
                description =
                        "What its worker must have, besides what the definition says; labels that some definition of the"
                                + " catalog names",
                examples = "[\"big-disk\"]")
        @Nullable List<@Nullable String> labels,

        @Schema(
                description =
                        "Whether a run may be stopped, and run again later, to make room: when sessions that nobody"
                                + " gates need the connections, or a seed of a higher level of priority has waited for a minute",
                defaultValue = "false")
        @Nullable Boolean preemptible,

        @Schema(
                description =
                        "Whether it runs also where nothing has changed since its seed last succeeded; matters only where the"
                                + " definition says skipUnchanged",
                defaultValue = "false")
        @Nullable Boolean force,

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
        @Nullable Map<String, @Nullable JsonNode> parameters) {

    /** A priority as a number, for the API's description. */
    @Schema(name = "PriorityNumber", type = SchemaType.INTEGER, minimum = "0", maximum = "1000", examples = "700")
    interface PriorityNumber {}

    /** A priority by its name, for the API's description. */
    @Schema(
            name = "PriorityName",
            type = SchemaType.STRING,
            enumeration = {"low", "normal", "high", "urgent"},
            examples = "high")
    interface PriorityName {}
}
