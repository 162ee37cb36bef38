package dev.seedgate.cli.seeds;

import dev.seedgate.cli.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The verbs about definitions, without one of them. */
@Command(
        name = "seeds",
        description = "Check, list, show and begin definitions of seeds.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        subcommands = {
            SeedsCheckCommand.class,
            SeedsListCommand.class,
            SeedsShowCommand.class,
            SeedsNewCommand.class,
            SeedsSchemaCommand.class
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  seedctl seeds check seeds/catalog",
            "  seedctl seeds new tyres --catalog seeds/catalog",
            "",
            "The catalog is the folder that --catalog names, else $$SEEDGATE_CATALOG, else",
            "the current one."
        })
public final class SeedsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return ExitCode.USAGE;
    }
}
