package dev.seedgate.cli;

import dev.seedgate.cli.settings.Setting;
import dev.seedgate.cli.settings.Settings;
import dev.seedgate.cli.settings.SettingsException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Which installation is meant, for all that was not said otherwise. */
final class ProfileOption {
    @Option(
            names = "--profile",
            paramLabel = "NAME",
            description = "The profile of the configuration file that says what is not said here. Default:"
                    + " $$SEEDGATE_PROFILE, else the file's default.")
    private @Nullable String profile;

    private @Nullable Settings settings;

    /**
     * What counts in a command that has this option.
     *
     * @param command given by whoever has it, because picocli does not tell a mixin of a mixin
     */
    Settings settings(CommandSpec command) {
        if (settings == null) {
            settings = new Settings(seedctl(command).environment(), said(command, "--profile", profile));
        }
        return settings;
    }

    /**
     * A value, or nothing.
     *
     * @param option what the verb was told
     * @param name of that option
     * @throws CommandFailedException when it cannot be used; the message says where it stands, and the status is the command's own for
     *     wrong arguments, so that a check does not end with what means critical there
     */
    String find(CommandSpec command, Setting setting, @Nullable String option, String name) {
        return found(command, setting, option, name).value();
    }

    /** The same with where it comes from. */
    Settings.Found found(CommandSpec command, Setting setting, @Nullable String option, String name) {
        try {
            return settings(command).find(setting, said(command, name, option), name);
        } catch (SettingsException e) {
            throw new CommandFailedException(command.exitCodeOnInvalidInput(), String.valueOf(e.getMessage()));
        }
    }

    /** People also say {@code seedctl --profile staging status}. */
    private static @Nullable String said(CommandSpec command, String name, @Nullable String here) {
        return here == null ? seedctl(command).said(name) : here;
    }

    private static Seedctl seedctl(CommandSpec command) {
        return (Seedctl) command.root().userObject();
    }
}
