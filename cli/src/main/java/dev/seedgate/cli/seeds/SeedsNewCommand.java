package dev.seedgate.cli.seeds;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.seedgate.catalog.DefinitionTexts;
import dev.seedgate.catalog.SeedDefinition;
import dev.seedgate.cli.CommandFailedException;
import dev.seedgate.cli.ExitCode;
import dev.seedgate.cli.Invocation;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Begins a definition. Never writes over a file. */
@Command(
        name = "new",
        description = "Write a commented definition to begin with. Nothing is ever overwritten.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  seedctl seeds new tyres --catalog seeds/catalog",
            "  seedctl seeds check seeds/catalog",
            "",
            "The first time, it also puts seed.schema.json there, by which editors know what",
            "a definition may say."
        })
final class SeedsNewCommand implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", description = "The seed's name: lower-case letters, digits, - and _.")
    private String name = "";

    @Mixin
    private CatalogOptions catalog = new CatalogOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        if (!SeedDefinition.isName(name)) {
            throw new ParameterException(
                    spec.commandLine(), "NAME must be " + SeedDefinition.NAME_RULE + ", got: " + name);
        }
        Path folder = catalog.folder();
        if (!Files.isDirectory(folder)) {
            throw new ParameterException(
                    spec.commandLine(), "There is no folder " + folder + "; make it, or name another with --catalog.");
        }
        Path definition = folder.resolve(name + ".yaml");
        if (!write(definition, DefinitionTexts.template(name))) {
            throw new CommandFailedException(
                    ExitCode.FAILED, definition + " is already there; choose another name, or remove it first.");
        }
        Path schema = folder.resolve(DefinitionTexts.SCHEMA_FILE);
        boolean schemaWritten = write(schema, DefinitionTexts.schema());
        report(definition, schema, schemaWritten);
        return ExitCode.OK;
    }

    private void report(Path definition, Path schema, boolean schemaWritten) {
        if (catalog.json()) {
            catalog.print(JsonNodeFactory.instance
                    .objectNode()
                    .put("definition", definition.toString())
                    .put("schema", schema.toString())
                    .put("schemaWritten", schemaWritten));
            return;
        }
        catalog.print("Wrote " + definition + (schemaWritten ? " and " + schema : ""));
        catalog.print("Check it with: %s seeds check %s".formatted(Invocation.name(), catalog.folder()));
        if (!schemaWritten && isOutdated(schema)) {
            catalog.print("%s is of another version; renew it: %s seeds schema > %s"
                    .formatted(schema, Invocation.name(), schema));
        }
    }

    /** Whether it was written; not when there is something already. */
    private static boolean write(Path file, String text) {
        try {
            Files.writeString(file, text, StandardOpenOption.CREATE_NEW);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        } catch (IOException e) {
            throw new CommandFailedException(ExitCode.FAILED, file + " cannot be written: " + e);
        }
    }

    private static boolean isOutdated(Path schema) {
        try {
            return !Files.readString(schema).equals(DefinitionTexts.schema());
        } catch (IOException e) {
            return true;
        }
    }
}
