package dev.seedgate.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.seedgate.cli.settings.ConfigFile;
import dev.seedgate.cli.settings.Profile;
import dev.seedgate.cli.settings.Setting;
import dev.seedgate.cli.settings.Settings;
import dev.seedgate.cli.settings.SettingsException;
import dev.seedgate.cli.text.Table;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says which installations are configured, and what counts now and why. */
@Command(
        name = "profiles",
        description = "List the profiles of the configuration file, and what counts now and why.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  seedctl profiles",
            "  seedctl profiles --profile staging",
            "",
            "The file is ~/.config/seedgate/config.yaml, or below $$XDG_CONFIG_HOME, or the one that",
            "$$SEEDGATE_CONFIG names:",
            "  default: shop",
            "  profiles:",
            "    shop: { server: 'http://127.0.0.1:8080', database: shop }",
            "    staging: { server: 'https://seeds.example', cluster: main, broker: 'kafka:9092' }"
        })
final class ProfilesCommand implements Callable<Integer> {
    @Mixin
    private ProfileOption option = new ProfileOption();

    @Option(names = "--json", description = "Print JSON, for scripts.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        try {
            Settings settings = option.settings(spec);
            Optional<ConfigFile> file = settings.file();
            String chosen = settings.profile().map(Profile::name).orElse("");
            Printer printer = new Printer(spec.commandLine().getOut());
            if (json) {
                printer.json(json(settings, file, chosen));
            } else {
                show(printer, settings, file, chosen);
            }
            return ExitCode.OK;
        } catch (SettingsException e) {
            throw new CommandFailedException(ExitCode.USAGE, String.valueOf(e.getMessage()));
        }
    }

    private static void show(Printer printer, Settings settings, Optional<ConfigFile> file, String chosen) {
        Table profiles =
                Table.of("!PROFILE", "SERVER", "CLUSTER", "DATABASE", "~BROKER", "~TOPIC PREFIX", "~COMMAND CONFIG");
        file.ifPresent(config -> config.profiles().values().forEach(profile -> row(profiles, profile)));
        printer.line(settings.path() + (file.isPresent() ? "" : " (not there)"));
        printer.table(profiles, "No profiles.");
        printer.line("");
        printer.line(chosen.isEmpty() ? "No profile counts. What does:" : "Profile " + chosen + " counts. What does:");
        Table counts = Table.of("!SETTING", "!VALUE", "FROM");
        // The file stands above, and its path would be cut off.
        String ofFile = settings.path() + ":";
        found(settings)
                .forEach((setting, found) ->
                        counts.row(setting.key(), found.value(), found.source().replace(ofFile, "the profile, line ")));
        printer.table(counts, "");
    }

    private static void row(Table table, Profile profile) {
        table.row(
                profile.name(),
                value(profile, Setting.SERVER),
                value(profile, Setting.CLUSTER),
                value(profile, Setting.DATABASE),
                value(profile, Setting.BROKER),
                value(profile, Setting.TOPIC_PREFIX),
                value(profile, Setting.COMMAND_CONFIG));
    }

    private static String value(Profile profile, Setting setting) {
        return profile.get(setting).map(Profile.Value::text).orElse("");
    }

    private static Map<Setting, Settings.Found> found(Settings settings) {
        Map<Setting, Settings.Found> all = new LinkedHashMap<>();
        for (Setting setting : Setting.values()) {
            all.put(setting, settings.find(setting, null, setting.key()));
        }
        return all;
    }

    private static ObjectNode json(Settings settings, Optional<ConfigFile> file, String chosen) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("file", settings.path().toString()).put("profile", chosen.isEmpty() ? null : chosen);
        ArrayNode profiles = answer.putArray("profiles");
        file.ifPresent(config -> config.profiles().values().forEach(profile -> {
            ObjectNode each = profiles.addObject().put("name", profile.name());
            profile.values().forEach((setting, value) -> each.put(setting.key(), value.text()));
        }));
        ObjectNode counts = answer.putObject("settings");
        found(settings)
                .forEach((setting, found) -> counts.putObject(setting.key())
                        .put("value", found.value())
                        .put("from", found.source()));
        return answer;
    }
}
