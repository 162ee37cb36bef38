package dev.seedgate.admission.intake;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seedgate.admission.intake.PostedSeed.PriorityName;
import dev.seedgate.admission.intake.PostedSeed.PriorityNumber;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A token that somebody wants to hold, as they posted it. */
@Schema(
        name = "NewToken",
        title = "A token that somebody wants to hold",
        requiredProperties = {"database", "connections"})
public record PostedToken(
        @Schema(description = "The place that its sessions go to", examples = "shop") @Nullable String database,

        @Schema(
                description =
                        "Connections that its holder opens at most, or `{\"min\": 2, \"max\": 8}` where it can use"
                                + " more while nobody else needs them and says so when it renews",
                oneOf = {Integer.class, PostedConnections.class},
                examples = "2")
        @Nullable JsonNode connections,

        @Schema(
                description = "Who will hold it, for people to find them",
                defaultValue = "the purpose",
                examples = "ada@desk")
        @Nullable String holder,

        @Schema(
                description =
                        "What it is for: shown in lists, and how long tokens of the same purpose were held tells how long"
                                + " this one is expected to be",
                defaultValue = "token",
                examples = "npm run seed-meyer")
        @Nullable String purpose,

        @Schema(
                description =
                        "A number from 0 to 1000, or `low` (250), `normal` (500), `high` (750) or `urgent` (1000). Higher goes"
                                + " first; every ten seconds of waiting count as one more",
                oneOf = {PriorityNumber.class, PriorityName.class},
                defaultValue = "500",
                examples = "700")
        @Nullable JsonNode priority,

        @Schema(
                description = "In whose name it is held: where there is not room for all, tenants take turns",
                defaultValue = "default",
                examples = "shop-team")
        @Nullable String tenant,

        @Schema(
                description =
                        "Of tokens and seeds with the same key in one database never more than one is held or runs",
                examples = "prices")
        @Nullable String concurrencyKey,

        @Schema(
                description =
                        "How long it is held at most: `10m`, `1h30m` or ISO-8601's `PT10M`; at most 30 days. After it"
                                + " the token cannot be renewed",
                defaultValue = "1h",
                examples = "10m")
        @Nullable String timeout,

        @Schema(
                description =
                        "How long this call waits for the token; at most an hour. A place in line is kept for 15 seconds"
                                + " after it: post the same again under the same Idempotency-Key to go on waiting",
                defaultValue = "1m",
                examples = "30s")
        @Nullable String waitFor,

        @Schema(
                description =
                        "Whether the place is kept for these 15 seconds. Say `false` where nobody will post again: a place to"
                                + " which nobody comes back is granted in vain, and its connections lie idle until the token is"
                                + " not claimed in time",
                defaultValue = "true",
                examples = "false")
        @Nullable Boolean keepPlace,

        @Schema(
                description = "What its holder will log in with where tokens are login roles: 16 to 128 printable ASCII"
                        + " characters. Absent, the service makes one",
                examples = "correct-horse-battery-staple")
        @Nullable String password) {}
