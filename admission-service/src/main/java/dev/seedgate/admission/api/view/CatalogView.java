package dev.seedgate.admission.api.view;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.seedgate.catalog.Catalog;
import dev.seedgate.catalog.CatalogException;
import dev.seedgate.catalog.LiveCatalog;
import dev.seedgate.catalog.Parameter;
import dev.seedgate.catalog.SeedDefinition;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The seeds that can be posted. */
@Schema(name = "Catalog", title = "Definitions of seeds, by name")
public record CatalogView(
        List<Definition> seeds,

        @Schema(
                description =
                        "Present while the catalog's folder was changed into something that cannot be used: what is wrong."
                                + " The seeds are those of before")
        @Nullable String refused) {

    /** What one seed is, needs and takes. */
    @Schema(name = "SeedDefinition", title = "A seed that can be posted")
    public record Definition(
            @Schema(examples = "meyer") String name,

            @Schema(description = "For people; empty where there is none", examples = "The price list of Meyer")
            String description,

            @Schema(description = "Changes with what the seed does, whatever its feeds hold", examples = "9f86d081884c")
            String definitionVersion,

            @Schema(description = "That a run cannot do without", examples = "2")
            int connections,

            @Schema(
                    description = "That it can use while nobody else needs them; absent for no more than it needs",
                    examples = "8")
            @Nullable Integer maxConnections,

            @Schema(description = "That its worker must have", examples = "[\"eu\"]")
            List<String> labels,

            @Schema(
                    description = "How long a run may take",
                    type = SchemaType.STRING,
                    format = "duration",
                    implementation = String.class,
                    examples = "PT30M")
            Duration timeout,

            @Schema(
                    description = "Of requests with one key and database only one runs at a time; absent where any may",
                    examples = "meyer")
            @Nullable String concurrencyKey,

            @Schema(description = "Whether a run does nothing where nothing changed since the last success")
            boolean skipUnchanged,

            @Schema(description = "In the order of the definition")
            List<ParameterView> parameters) {
        static Definition of(SeedDefinition seed) {
            return new Definition(
                    seed.name(),
                    seed.description(),
                    seed.definitionVersion(),
                    seed.needs().connections(),
                    seed.needs().maxConnections(),
                    seed.needs().labels(),
                    seed.timeout(),
                    seed.concurrencyKey(),
                    seed.skipUnchanged(),
                    seed.parameters().entrySet().stream()
                            .map(parameter -> ParameterView.of(parameter.getKey(), parameter.getValue()))
                            .toList());
        }
    }

    /** A value that a request may give. */
    @Schema(name = "SeedParameter", title = "A parameter of a seed")
    public record ParameterView(
            @Schema(examples = "since") String name,

            @Schema(
                    description = "Values travel as text, whatever the type",
                    enumeration = {"string", "integer", "boolean"},
                    examples = "string")
            String type,

            @Schema(description = "Whether each request must give it")
            boolean required,

            @Schema(name = "default", description = "Absent where it is required", examples = "2026-01-01")
            @JsonProperty("default")
            @Nullable String defaultValue,

            @Schema(description = "For people; empty where there is none", examples = "First day to be loaded")
            String description) {
        static ParameterView of(String name, Parameter parameter) {
            return new ParameterView(
                    name,
                    parameter.type().name().toLowerCase(Locale.ROOT),
                    parameter.required(),
                    parameter.defaultValue().orElse(null),
                    parameter.description());
        }
    }

    public static CatalogView of(LiveCatalog catalog) {
        Catalog now = catalog.current();
        return new CatalogView(
                now.names().stream()
                        .flatMap(name -> now.find(name).stream())
                        .map(Definition::of)
                        .toList(),
                catalog.problem().map(CatalogException::getMessage).orElse(null));
    }
}
