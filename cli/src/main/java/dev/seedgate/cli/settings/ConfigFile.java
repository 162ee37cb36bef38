package dev.seedgate.cli.settings;

import dev.seedgate.catalog.Suggestion;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * The file with the profiles:
 *
 * <pre>
 * default: shop
 * profiles:
 *   shop:
 *     server: http://127.0.0.1:8080
 *     database: shop
 * </pre>
 *
 * @param defaultName the profile that is meant where none is named
 * @param profiles by name, in the order of the file
 */
public record ConfigFile(Path path, @Nullable String defaultName, Map<String, Profile> profiles) {
    private static final String DEFAULT = "default";
    private static final String PROFILES = "profiles";

    /**
     * Reads it.
     *
     * @return nothing where there is no such file
     * @throws SettingsException at the first thing that is wrong with it, with file and line
     */
    public static Optional<ConfigFile> read(Path path) {
        try {
            String text = Files.readString(path);
            return Optional.of(new Reader(path).read(text));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (CharacterCodingException e) {
            throw new SettingsException(path + ": is not UTF-8 text; save it as UTF-8");
        } catch (IOException e) {
            throw new SettingsException(path + ": cannot be read (" + e + "); make it readable");
        }
    }

    /**
     * A profile by its name.
     *
     * @param saidBy who named it, for the message
     * @throws SettingsException when there is none; it names those that there are
     */
    Profile require(String name, String saidBy) {
        Profile profile = profiles.get(name);
        if (profile == null) {
            throw new SettingsException("%s: there is no profile %s (named by %s)%s"
                    .formatted(
                            path,
                            name,
                            saidBy,
                            profiles.isEmpty() ? "; the file has none" : Suggestion.forWord(name, profiles.keySet())));
        }
        return profile;
    }

    /** From text to profiles. */
    private record Reader(Path path) {
        ConfigFile read(String text) {
            Optional<Node> root = compose(text);
            String defaultName = null;
            Map<String, Profile> profiles = new LinkedHashMap<>();
            for (NodeTuple entry : root.map(node -> entries(node, "the file")).orElse(List.of())) {
                String key = word(entry.getKeyNode(), "a key");
                switch (key) {
                    case DEFAULT -> defaultName = word(entry.getValueNode(), DEFAULT);
                    case PROFILES -> entries(entry.getValueNode(), PROFILES).forEach(profile -> add(profiles, profile));
                    default ->
                        throw wrong(
                                entry.getKeyNode(),
                                key + " is not a known key" + Suggestion.forWord(key, List.of(DEFAULT, PROFILES)));
                }
            }
            return new ConfigFile(path, defaultName, profiles);
        }

        private void add(Map<String, Profile> profiles, NodeTuple entry) {
            String name = word(entry.getKeyNode(), "a profile's name");
            Map<Setting, Profile.Value> values = new EnumMap<>(Setting.class);
            for (NodeTuple setting : entries(entry.getValueNode(), "profile " + name)) {
                Setting known = setting(setting.getKeyNode());
                String value = word(setting.getValueNode(), known.key());
                known.complaint(value).ifPresent(complaint -> {
                    throw wrong(setting.getValueNode(), known.key() + " " + complaint);
                });
                if (values.put(known, new Profile.Value(value, line(setting.getKeyNode()))) != null) {
                    throw wrong(setting.getKeyNode(), known.key() + " is there twice; remove one of the two");
                }
            }
            if (profiles.put(name, new Profile(name, line(entry.getKeyNode()), values)) != null) {
                throw wrong(entry.getKeyNode(), "profile " + name + " is there twice; rename or remove one of the two");
            }
        }

        private Setting setting(Node key) {
            String name = word(key, "a key");
            for (Setting setting : Setting.values()) {
                if (setting.key().equals(name)) {
                    return setting;
                }
            }
            throw wrong(key, name + " is not a known key" + Suggestion.forWord(name, Setting.keys()));
        }

        private Optional<Node> compose(String text) {
            try {
                return new Compose(LoadSettings.builder().build()).composeString(text);
            } catch (MarkedYamlEngineException e) {
                int line = e.getProblemMark().map(Mark::getLine).orElse(0) + 1;
                throw new SettingsException(path + ":" + line + ": is not YAML: " + e.getProblem());
            } catch (YamlEngineException e) {
                throw new SettingsException(path + ": is not YAML: " + e.getMessage());
            }
        }

        private List<NodeTuple> entries(Node node, String what) {
            if (node instanceof MappingNode mapping) {
                return mapping.getValue();
            }
            throw wrong(node, what + " must be a list of 'key: value'; see docs/CLI.md");
        }

        private String word(Node node, String what) {
            if (node instanceof ScalarNode scalar) {
                return scalar.getValue();
            }
            throw wrong(node, what + " must be a plain word");
        }

        private static int line(Node node) {
            return node.getStartMark().map(Mark::getLine).orElse(0) + 1;
        }

        private SettingsException wrong(Node at, String message) {
            return new SettingsException(path + ":" + line(at) + ": " + message);
        }
    }
}
