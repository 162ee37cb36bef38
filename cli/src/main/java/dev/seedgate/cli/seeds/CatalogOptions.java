package dev.seedgate.cli.seeds;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seedgate.catalog.Catalog;
import dev.seedgate.catalog.CatalogException;
import dev.seedgate.catalog.SeedDefinition;
import dev.seedgate.catalog.Suggestion;
import dev.seedgate.cli.CommandFailedException;
import dev.seedgate.cli.ExitCode;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What every verb about definitions has in common: the folder that it reads, and in which form it answers. */
final class CatalogOptions {
    @Option(
            names = "--catalog",
            paramLabel = "FOLDER",
            defaultValue = "${env:SEEDGATE_CATALOG:-.}",
            description = "The folder with the definitions. Default: $$SEEDGATE_CATALOG, else the current one.")
    private Path folder = Path.of(".");

    @Option(names = "--json", description = "Print JSON, for scripts.")
    private boolean json;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    Path folder() {
        return folder;
    }

    boolean json() {
        return json;
    }

    /** @throws CommandFailedException with every problem, when it cannot be used */
    Catalog load() {
        try {
            return Catalog.load(folder);
        } catch (CatalogException e) {
            throw new CommandFailedException(ExitCode.FAILED, String.valueOf(e.getMessage()));
        }
    }

    /** @throws CommandFailedException when the catalog has none of this name */
    SeedDefinition find(String name) {
        Catalog catalog = load();
        return catalog.find(name)
                .orElseThrow(() -> new CommandFailedException(
                        ExitCode.FAILED,
                        "The catalog " + folder + " has no seed " + name + Suggestion.forWord(name, catalog.names())));
    }

    void print(JsonNode answer) {
        spec.commandLine().getOut().println(answer.toPrettyString());
    }

    void print(String line) {
        spec.commandLine().getOut().println(line);
    }
}
