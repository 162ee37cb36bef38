package dev.seedgate.cli.seeds;

import dev.seedgate.catalog.Parameter;
import dev.seedgate.catalog.SeedDefinition;
import dev.seedgate.cli.CommandFailedException;
import dev.seedgate.cli.ExitCode;
import dev.seedgate.cli.text.ParameterWords;
import dev.seedgate.cli.text.Words;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows one definition: what it comes to, and its text. */
@Command(
        name = "show",
        description = "Show a definition: version, needs, parameters, and its text.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  seedctl seeds show meyer --catalog seeds/catalog",
            "  seedctl seeds show meyer --json | jq -r .version"
        })
final class SeedsShowCommand implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", description = "The seed's name.")
    private String name = "";

    @Mixin
    private CatalogOptions catalog = new CatalogOptions();

    @Override
    public Integer call() {
        SeedDefinition seed = catalog.find(name);
        Path file = catalog.folder().resolve(name + ".yaml");
        String text = text(file);
        if (catalog.json()) {
            catalog.print(DefinitionJson.of(seed).put("file", file.toString()).put("text", text));
        } else {
            show(seed, file, text);
        }
        return ExitCode.OK;
    }

    private void show(SeedDefinition seed, Path file, String text) {
        String key = seed.concurrencyKey();
        field("seed", seed.name());
        field("description", seed.description());
        field("version", seed.definitionVersion());
        field("connections", seed.needs().shownConnections());
        field("labels", String.join(", ", seed.needs().labels()));
        field("timeout", Words.shortDuration(seed.timeout()));
        field("runs", key == null ? "also beside itself" : "one at a time, of those with the key " + key);
        field("unchanged", seed.skipUnchanged() ? "skipped" : "");
        seed.parameters().forEach((parameter, said) -> field("parameter", described(parameter, said)));
        field("file", file.toString());
        catalog.print("");
        catalog.print(text.stripTrailing());
    }

    private static String described(String name, Parameter said) {
        return ParameterWords.of(
                name,
                said.type().name().toLowerCase(Locale.ROOT),
                said.defaultValue().orElse(null),
                said.description());
    }

    private void field(String label, String value) {
        if (!value.isEmpty()) {
            catalog.print("%-12s %s".formatted(label, value));
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new CommandFailedException(ExitCode.FAILED, file + " cannot be read: " + e);
        }
    }
}
