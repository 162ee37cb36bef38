package dev.seedgate.cli;

import dev.seedgate.cli.settings.Setting;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which database a verb is about. */
public final class DatabaseOption {
    @Option(
            names = "--database",
            paramLabel = "D",
            description = "The database. Default: $$SEEDGATE_DATABASE, else the profile's.")
    private @Nullable String database;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    /** Null where nobody said it. */
    @Nullable String find(ServerOptions server) {
        String found = server.find(Setting.DATABASE, database, "--database");
        return found.isEmpty() ? null : found;
    }

    /**
     * The database.
     *
     * @throws ParameterException when nobody said it; the message names all places where it can be said
     */
    public String require(ServerOptions server) {
        String found = find(server);
        if (found == null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Which database? Say --database D, or set SEEDGATE_DATABASE, or let the profile say it.");
        }
        return found;
    }
}
