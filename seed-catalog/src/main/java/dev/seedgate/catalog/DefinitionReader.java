package dev.seedgate.catalog;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one definition file. Goes on after a problem as far as that makes sense, so that people see all of them at once. */
final class DefinitionReader {
    private static final List<String> KEYS = List.of(
            "name",
            "description",
            "connections",
            "labels",
            "timeout",
            "concurrencyKey",
            "parallel",
            "skipUnchanged",
            "parameters",
            "steps");
    private static final List<String> PARAMETER_KEYS = List.of("type", "default", "description");
    private static final Map<String, ParameterType> TYPES =
            Map.of("string", ParameterType.STRING, "integer", ParameterType.INTEGER, "boolean", ParameterType.BOOLEAN);
    private static final List<String> TYPE_NAMES = List.of("string", "integer", "boolean");
    private static final Pattern PARAMETER_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private final Path file;
    private final String expectedName;
    private final Problems problems;
    private final VersionHash hash = new VersionHash();
    private final FileReferences files;

    DefinitionReader(Path folder, Path file, List<Problem> found) {
        this.file = file;
        this.expectedName = String.valueOf(file.getFileName()).replaceFirst("\\.yaml$", "");
        this.problems = new Problems(file, found);
        this.files = new FileReferences(folder, hash);
    }

    /** The definition, or nothing when a problem was found. */
    Optional<SeedDefinition> read() {
        int before = problems.count();
        checkFileName();
        Optional<SeedDefinition> seed = YamlFile.read(file, problems, hash)
                .flatMap(root -> root.fields(KEYS))
                .map(this::definition);
        return problems.count() == before ? seed : Optional.empty();
    }

    private void checkFileName() {
        if (!SeedDefinition.isName(expectedName)) {
            problems.addForFile("names a seed " + expectedName + ", which is not allowed; rename the file to "
                    + SeedDefinition.NAME_RULE);
        }
    }

    private SeedDefinition definition(Fields fields) {
        int before = problems.count();
        fields.get("name").ifPresent(this::checkName);
        String description = fields.get("description").flatMap(Value::text).orElse("");
        Needs needs = NeedsReader.read(fields);
        Duration timeout = fields.get("timeout").flatMap(Durations::read).orElse(SeedDefinition.DEFAULT_TIMEOUT);
        String concurrencyKey = concurrencyKey(fields);
        Map<String, Parameter> parameters = parameters(fields);
        List<Step> steps = steps(fields);
        ExecStepReader.checkParameters(steps, names(fields));
        boolean skipUnchanged = skipUnchanged(fields, steps, problems.count() == before);
        return new SeedDefinition(
                expectedName,
                hash.version(),
                hash.definitionVersion(),
                description,
                needs,
                timeout,
                concurrencyKey,
                skipUnchanged,
                parameters,
                steps);
    }

    /** A seed never runs beside itself unless its definition says that it may. */
    private @Nullable String concurrencyKey(Fields fields) {
        Optional<Value> parallel = fields.get("parallel");
        Optional<Value> key = fields.get("concurrencyKey");
        boolean mayRunBesideItself = parallel.flatMap(Value::bool).orElse(false);
        if (mayRunBesideItself && key.isPresent()) {
            parallel.get().refuse("contradicts concurrencyKey, which lets one run at a time; leave one of them out");
        }
        return mayRunBesideItself
                ? null
                : key.flatMap(value -> value.nonBlankText(SeedDefinition.MAX_CONCURRENCY_KEY))
                        .orElse(expectedName);
    }

    /** Nobody knows what a command would do, so it is never taken for done. */
    private static boolean skipUnchanged(Fields fields, List<Step> steps, boolean allRead) {
        Optional<Value> given = fields.get("skipUnchanged");
        boolean skip = given.flatMap(Value::bool).orElse(false);
        if (skip && steps.stream().anyMatch(ExecStep.class::isInstance)) {
            given.get().refuse("is not for seeds with commands, because nobody knows what they would do; remove it");
        } else if (skip && allRead && steps.stream().noneMatch(CopyStep.class::isInstance)) {
            given.get().refuse("has no meaning without a copy step, whose feed can be unchanged; remove it");
        }
        return skip;
    }

    private void checkName(Value value) {
        value.text().ifPresent(name -> {
            if (!name.equals(expectedName)) {
                value.refuse("must equal the file's name, " + expectedName + ", got: " + name
                        + "; leave it out or rename the file");
            }
        });
    }

    private Map<String, Parameter> parameters(Fields fields) {
        var parameters = new LinkedHashMap<String, Parameter>();
        fields.get("parameters").flatMap(Value::anyFields).ifPresent(declared -> {
            for (Fields.Field field : declared.all()) {
                if (!PARAMETER_NAME.matcher(field.name()).matches()) {
                    field.key().refuse("is not a parameter name; start with a letter and use letters, digits and _");
                }
                field.value()
                        .fields(PARAMETER_KEYS)
                        .flatMap(this::parameter)
                        .ifPresent(parameter -> parameters.put(field.name(), parameter));
            }
        });
        return parameters;
    }

    /** Of the parameters. */
    private static List<Value> names(Fields fields) {
        return fields.get("parameters").flatMap(Value::anyFields).stream()
                .flatMap(declared -> declared.all().stream())
                .map(Fields.Field::key)
                .toList();
    }

    private Optional<Parameter> parameter(Fields fields) {
        String description = fields.get("description").flatMap(Value::text).orElse("");
        return fields.required("type", "write type: string, integer or boolean")
                .flatMap(value -> value.oneOf(TYPE_NAMES))
                .flatMap(name -> Optional.ofNullable(TYPES.get(name)))
                .map(type -> new Parameter(type, defaultValue(fields, type), description));
    }

    private static Optional<String> defaultValue(Fields fields, ParameterType type) {
        return fields.get("default")
                .flatMap(value -> (type == ParameterType.STRING ? value.text() : value.literal())
                        .flatMap(text -> type.accepts(text)
                                ? Optional.of(text)
                                : value.refuse("must be " + type.meaning() + ", as the type says, got: " + text)));
    }

    private List<Step> steps(Fields fields) {
        var reader = new StepReader(file, files);
        return fields.required("steps", "list at least one step: sql, copy or exec").flatMap(Value::list).stream()
                .flatMap(List::stream)
                .flatMap(value -> reader.read(value).stream())
                .toList();
    }
}
