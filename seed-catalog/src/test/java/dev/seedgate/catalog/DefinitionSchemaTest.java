package dev.seedgate.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import dev.seedgate.catalog.DefinitionSchema.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The schema that editors use, held against the reader that counts: what the reader complains of when it is given nonsense
 * says which keys, words and numbers it takes.
 */
class DefinitionSchemaTest {
    private static final Path SEEDS =
            Path.of(System.getProperty("basedir", ".")).resolve("../seeds");
    private static final String NONSENSE = "zzzzzzzzzzzzzzzz";
    private static final Pattern WORDS = Pattern.compile("; use one of: (.*)");
    private static final Pattern RANGE = Pattern.compile("must be a whole number from (\\d+) to (\\d+), got");

    /** What must stand beside a key before the reader looks at it, by place. */
    private static final Map<Place, Map<String, Object>> BESIDE = Map.of(
            new Place(List.of("steps", "[]", "copy", "vanished")), Map.of("mode", "sync"),
            new Place(List.of("steps", "[]", "copy", "duplicates")), Map.of("mode", "sync"));

    private final DefinitionSchema schema = DefinitionSchema.load();
    private final List<String> complaints = new ArrayList<>();

    @TempDir
    Path temp;

    private CatalogFolder folder = new CatalogFolder(Path.of(""));

    @BeforeEach
    void useFolder() {
        folder = new CatalogFolder(temp);
    }

    @Test
    void hasEveryKeyThatTheReaderKnowsAndNoOther() {
        schema.mappings()
                .forEach((place, mapping) -> knownKeys(place)
                        .ifPresentOrElse(
                                keys -> compareKeys(place, keys, new TreeSet<>(names(mapping.get("properties")))),
                                () -> complain(
                                        place,
                                        "the schema has a mapping there and the reader does not look at its keys; if it does so"
                                                + " only beside another key, name that in BESIDE of this test")));
        assertThat(complaints).as("what to change in seeds/seed.schema.json").isEmpty();
    }

    @Test
    void saysOfEachKeyWhatTheReaderTakesThere() {
        schema.properties().forEach((place, property) -> {
            compareMapping(place, property);
            compareWords(place, property);
            compareRange(place, property);
            compareType(place, property, "must be true or false", "boolean");
            compareType(place, property, "must be a list", "array");
        });
        assertThat(complaints).as("what to change in seeds/seed.schema.json").isEmpty();
    }

    @Test
    void explainsEveryKey() {
        schema.properties().forEach((place, property) -> {
            if (property.path("description").asText().isBlank()) {
                complain(place, "add a description; editors show it");
            }
        });
        assertThat(complaints).as("what to change in seeds/seed.schema.json").isEmpty();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void acceptsTheExamples(Path definition) throws IOException {
        assertThat(refusals(Files.readString(definition))).isEmpty();
    }

    static List<Path> examples() throws IOException {
        try (Stream<Path> files = Files.walk(SEEDS)) {
            return files.filter(file -> file.toString().endsWith(".yaml")
                            && !file.toString().contains("/target/"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "steps: []",
                "steps: [{}]",
                "steps: [{ sql: { inline: select 1 }, copy: { file: a.csv, into: a.b, mode: insert } }]",
                "steps: [{ sql: {} }]",
                "steps: [{ copy: { file: a.csv, into: a.b, mode: upsert } }]",
                "steps: [{ copy: { file: a.csv, into: b, mode: insert } }]",
                "steps: [{ copy: { file: a.csv, into: a.b, mode: insert, header: false } }]",
                "steps: [{ copy: { file: a.csv, into: a.b, mode: insert, columns: { a: 1b } } }]",
                "steps: [{ sql: { inline: select 1 } }]\nconnections: { max: 4 }",
                "steps: [{ sql: { inline: select 1 } }]\nconnections: { min: 0 }",
                "steps: [{ sql: { inline: select 1 } }]\nlabels: [Big Disk]",
                "steps: [{ sql: { inline: select 1 } }]\ntimeout: 10",
                "steps: [{ sql: { inline: select 1 } }]\ntimeout: ten minutes",
                "steps: [{ sql: { inline: select 1 } }]\ntiemout: 10m",
                "steps: [{ sql: { inline: select 1 } }]\nparameters: { 1a: { type: string } }",
                "steps: [{ sql: { inline: select 1 } }]\nparameters: { a: { default: x } }"
            })
    void refusesWhatTheReaderRefusesForItsForm(String definition) {
        assertThat(refusals(definition)).isNotEmpty();
        assertThat(folder.with("a.csv", "a\n").with("a.yaml", definition + "\n").problems())
                .isNotEmpty();
    }

    @Test
    void acceptsTheDefinitionToBeginWithWhichIsRightAsItIsAndWithEverythingThatItShows() {
        String template = DefinitionTexts.template("tyres");
        String all = template.replaceAll("(?m)^( *)# (?=[a-z]\\w*:| |- )", "$1");

        for (String text : List.of(template, all)) {
            assertThat(refusals(text)).isEmpty();
            assertThat(folder.with("tyres.yaml", text)
                            .with("feeds/tyres.csv", "Part Number,Price\n")
                            .problems())
                    .isEmpty();
        }
        assertThat(folder.loadOnly("tyres").parameters()).containsKey("since");
        assertThat(folder.loadOnly("tyres").steps()).hasSize(2);
        assertThat(template).startsWith("# yaml-language-server: $schema=" + DefinitionTexts.SCHEMA_FILE + "\n");
    }

    private void compareKeys(Place place, Set<String> reader, Set<String> published) {
        for (String key : reader) {
            if (!published.contains(key)) {
                complain(place.child(key), "the reader knows this key; add it to the properties there");
            }
        }
        for (String key : published) {
            if (!reader.contains(key)) {
                complain(place.child(key), "the reader does not know this key; remove it");
            }
        }
    }

    private void compareMapping(Place place, JsonNode property) {
        for (Place at : List.of(place, place.child("[]"), place.child("*"))) {
            Optional<Set<String>> keys = knownKeys(at);
            if (keys.isPresent() && !schema.mappings().containsKey(at)) {
                complain(
                        at,
                        "the reader takes a mapping there, with the keys " + keys.get()
                                + "; describe it with properties and additionalProperties: false, instead of "
                                + property);
            }
        }
    }

    private void compareWords(Place place, JsonNode property) {
        problemsAt(place, NONSENSE)
                .filter(problem -> problem.contains("is not known: "))
                .forEach(problem -> {
                    Set<String> taken = words(problem).orElseThrow();
                    var published = new TreeSet<String>();
                    property.path("enum").forEach(word -> published.add(word.asText()));
                    if (!published.equals(taken)) {
                        complain(
                                place,
                                "the reader takes one of " + taken + "; write \"enum\" so, instead of " + published);
                    }
                });
    }

    private void compareRange(Place place, JsonNode property) {
        problemsAt(place, NONSENSE).map(RANGE::matcher).filter(Matcher::find).forEach(range -> {
            String taken = "\"type\": \"integer\", \"minimum\": " + range.group(1) + ", \"maximum\": " + range.group(2);
            if (!takes(property, "integer")
                    || !property.path("minimum").asText().equals(range.group(1))
                    || !property.path("maximum").asText().equals(range.group(2))) {
                complain(place, "the reader takes a whole number; write " + taken);
            }
        });
    }

    private void compareType(Place place, JsonNode property, String complaint, String type) {
        boolean taken = problemsAt(place, NONSENSE).anyMatch(problem -> problem.startsWith(complaint));
        if (taken && !takes(property, type)) {
            complain(place, "the reader says '" + complaint + "' to text; write \"type\": \"" + type + "\"");
        }
    }

    /** Also where it is one of several types. */
    private static boolean takes(JsonNode property, String type) {
        JsonNode types = property.path("type");
        boolean oneOfThem = false;
        for (JsonNode each : types) {
            oneOfThem |= each.asText().equals(type);
        }
        return oneOfThem || types.asText().equals(type);
    }

    /** The keys that the reader takes in a mapping there; nothing where it expects none. */
    private Optional<Set<String>> knownKeys(Place place) {
        String path = place.steps().isEmpty() ? NONSENSE : place.path() + "." + NONSENSE;
        return problems(place, Map.of(NONSENSE, 1))
                .filter(problem -> problem.startsWith(path + ": is not a known key"))
                .flatMap(problem -> words(problem).stream())
                .findFirst();
    }

    private static Optional<Set<String>> words(String problem) {
        Matcher words = WORDS.matcher(problem);
        return words.find() ? Optional.of(new TreeSet<>(List.of(words.group(1).split(", ")))) : Optional.empty();
    }

    private Stream<String> problemsAt(Place place, Object value) {
        String prefix = place.path() + ": ";
        return problems(place, value)
                .filter(problem -> problem.startsWith(prefix))
                .map(problem -> problem.substring(prefix.length()));
    }

    /** What the reader says, without file and position, of a definition with this value there. */
    private Stream<String> problems(Place place, Object value) {
        return folder.with("probe.yaml", place.holding(value, BESIDE)).problems().stream()
                .map(problem -> problem.replaceFirst("^probe\\.yaml:\\d+:\\d+: ", ""));
    }

    private void complain(Place place, String what) {
        complaints.add((place.steps().isEmpty() ? "a definition" : place) + ": " + what);
    }

    private static Set<String> names(JsonNode mapping) {
        var names = new TreeSet<String>();
        mapping.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static Set<ValidationMessage> refusals(String definition) {
        JsonSchema schema =
                JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(DefinitionTexts.schema());
        Object yaml = new Load(LoadSettings.builder().build()).loadFromString(definition);
        return schema.validate(new JsonMapper().valueToTree(withTextKeys(yaml)));
    }

    /** Editors take every key as it is written; YAML takes the key null for nothing and 1 for a number. */
    private static Object withTextKeys(Object yaml) {
        return switch (yaml) {
            case Map<?, ?> mapping -> {
                var text = new HashMap<String, Object>();
                mapping.forEach((key, value) -> text.put(String.valueOf(key), withTextKeys(value)));
                yield text;
            }
            case List<?> list ->
                list.stream().map(DefinitionSchemaTest::withTextKeys).toList();
            default -> yaml;
        };
    }
}
