package dev.seedgate.cli.seeds;

import dev.seedgate.catalog.DefinitionTexts;
import dev.seedgate.cli.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints the JSON Schema of a definition. */
@Command(
        name = "schema",
        description = "Print the JSON Schema of a definition, for editors.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  seedctl seeds schema > seeds/catalog/seed.schema.json",
            "",
            "Editors find it by a definition's first line:",
            "  # yaml-language-server: $$schema=seed.schema.json"
        })
final class SeedsSchemaCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        spec.commandLine().getOut().print(DefinitionTexts.schema());
        spec.commandLine().getOut().flush();
        return ExitCode.OK;
    }
}
