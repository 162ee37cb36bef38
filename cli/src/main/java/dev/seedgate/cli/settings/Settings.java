package dev.seedgate.cli.settings;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a verb goes by. An option goes before the environment, that before the profile, and that before the default; but a profile that
 * was named as an option goes before the environment, for who says {@code --profile staging} means no other server. The file is read only
 * when it is needed, so that a broken one is in nobody's way who does not use it.
 */
public final class Settings {
    private static final String PROFILE_VARIABLE = "SEEDGATE_PROFILE";
    private static final String DEFAULT = "the default";
    private static final String FILE_VARIABLE = "SEEDGATE_CONFIG";

    private final Map<String, String> environment;
    private final @Nullable String profileOption;
    private @Nullable ConfigFile file;
    private boolean fileRead;

    /**
     * Reads nothing yet.
     *
     * @param environment of this process
     * @param profileOption the profile that was named as an option
     */
    public Settings(Map<String, String> environment, @Nullable String profileOption) {
        this.environment = environment;
        this.profileOption = profileOption;
    }

    /**
     * A value and where it comes from.
     *
     * @param value empty where there is none
     * @param source for people, such as {@code $SEEDGATE_SERVER}
     */
    public record Found(String value, String source) {
        /** Whether nobody said anything. */
        public boolean isDefault() {
            return source.equals(DEFAULT);
        }
    }

    /**
     * What counts for something.
     *
     * @param option what was said as an option, null when it was not
     * @param optionName how it is called, for messages
     * @throws SettingsException when the value is none, or the file is wrong
     */
    public Found find(Setting setting, @Nullable String option, String optionName) {
        Found found = first(setting, option, optionName);
        boolean given = !found.value().isEmpty() || option != null;
        Optional<String> complaint = given ? setting.complaint(found.value()) : Optional.empty();
        if (complaint.isPresent()) {
            String from = found.source().equals(optionName) ? "" : " (of " + found.source() + ")";
            throw new SettingsException(optionName + from + " " + complaint.get());
        }
        return found;
    }

    private Found first(Setting setting, @Nullable String option, String optionName) {
        if (option != null) {
            return new Found(option, optionName);
        }
        if (profileOption != null) {
            return ofProfile(setting)
                    .or(() -> ofEnvironment(setting))
                    .orElseGet(() -> new Found(setting.defaultValue(), DEFAULT));
        }
        return ofEnvironment(setting)
                .or(() -> ofProfile(setting))
                .orElseGet(() -> new Found(setting.defaultValue(), DEFAULT));
    }

    private Optional<Found> ofEnvironment(Setting setting) {
        String variable = variable(setting.variable());
        return variable.isEmpty() ? Optional.empty() : Optional.of(new Found(variable, "$" + setting.variable()));
    }

    private Optional<Found> ofProfile(Setting setting) {
        return profile()
                .flatMap(chosen -> chosen.get(setting))
                .map(value -> new Found(ofFile(setting, value.text()), path() + ":" + value.line()));
    }

    /** A file that a profile names is beside the file with the profile, wherever the verb was typed. */
    private String ofFile(Setting setting, String text) {
        return setting.isFile() ? path().resolveSibling(text).toString() : text;
    }

    /**
     * The profile that counts, if any.
     *
     * @throws SettingsException when one is named that is not there, or the file is wrong
     */
    public Optional<Profile> profile() {
        String variable = variable(PROFILE_VARIABLE);
        String named = profileOption == null ? variable : profileOption;
        String saidBy = profileOption == null ? "$" + PROFILE_VARIABLE : "--profile";
        Optional<ConfigFile> read = file();
        if (!named.isEmpty() || profileOption != null) {
            return Optional.of(read.orElseThrow(() -> new SettingsException(
                            "There is no file %s, so no profile %s (named by %s); make it as docs/CLI.md says"
                                    .formatted(path(), named, saidBy)))
                    .require(named, saidBy));
        }
        return read.flatMap(config ->
                Optional.ofNullable(config.defaultName()).map(name -> config.require(name, "its key 'default'")));
    }

    /**
     * The file, where there is one.
     *
     * @throws SettingsException when the environment names one that is not there, or it is wrong
     */
    public Optional<ConfigFile> file() {
        if (!fileRead) {
            file = ConfigFile.read(path()).orElse(null);
            fileRead = true;
            if (file == null && !variable(FILE_VARIABLE).isEmpty()) {
                throw new SettingsException("There is no file " + path() + ", which $" + FILE_VARIABLE + " names");
            }
        }
        return Optional.ofNullable(file);
    }

    /** Where the file is, or would be. */
    public Path path() {
        String named = variable(FILE_VARIABLE);
        if (!named.isEmpty()) {
            return Path.of(named);
        }
        String xdg = variable("XDG_CONFIG_HOME");
        Path home = xdg.startsWith("/")
                ? Path.of(xdg)
                : Path.of(environment.getOrDefault("HOME", System.getProperty("user.home", ".")), ".config");
        return home.resolve("seedgate").resolve("config.yaml");
    }

    /** One that is empty is one that is not set. */
    private String variable(String name) {
        return environment.getOrDefault(name, "").strip();
    }
}
