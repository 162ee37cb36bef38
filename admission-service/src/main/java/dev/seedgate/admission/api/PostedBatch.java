package dev.seedgate.admission.api;

import dev.seedgate.admission.intake.PostedSeed;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Seeds that are accepted together or not at all. */
@Schema(
        name = "PostedBatch",
        title = "Seeds that are accepted together or not at all",
        requiredProperties = {"seeds"},
        examples = """
                {"name": "nightly", "seeds": [{"seed": "meyer", "database": "shop"}, {"seed": "omix", "database": "shop"}]}""")
public record PostedBatch(
        @Schema(
                description = "Becomes part of the batch's id; lower-case letters, digits and dashes",
                examples = "nightly")
        @Nullable String name,

        @Nullable List<@Nullable PostedSeed> seeds) {}
