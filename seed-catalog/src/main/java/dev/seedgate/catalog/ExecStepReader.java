package dev.seedgate.catalog;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads a step that runs a command. */
final class ExecStepReader {
    private static final List<String> KEYS =
            List.of("command", "directory", "environment", "timeout", "grace", "databaseUrl");
    private static final List<String> URLS = List.of("limits", "plain");
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final String OURS = "SEEDGATE_";
    private static final Set<String> SET_BY_TOKEN =
            Set.of("DATABASE_URL", "PGHOST", "PGPORT", "PGUSER", "PGPASSWORD", "PGDATABASE", "PGAPPNAME", "PGSSLMODE");

    private final Fields fields;
    private final FileReferences files;

    private ExecStepReader(Fields fields, FileReferences files) {
        this.fields = fields;
        this.files = files;
    }

    /** @param definition the file that it stands in */
    static Optional<Step> read(Value value, Path definition, FileReferences files) {
        String source = definition.getFileName() + ":" + value.line();
        return value.fields(KEYS).flatMap(fields -> new ExecStepReader(fields, files).step(source));
    }

    /**
     * Parameters reach commands by their names in capitals, so two must not differ in that alone.
     *
     * @param names a value for each parameter's name
     */
    static void checkParameters(List<Step> steps, List<Value> names) {
        var seen = new HashSet<String>();
        for (Value name : steps.stream().anyMatch(ExecStep.class::isInstance) ? names : List.<Value>of()) {
            String variable = name.literal().orElse("").toUpperCase(Locale.ROOT);
            if (!seen.add(variable)) {
                name.refuse("differs from another parameter in capitals only, but both reach commands as "
                        + ExecStep.PARAMETER_PREFIX + variable + "; rename one of the two");
            }
        }
    }

    private Optional<Step> step(String source) {
        List<String> command = command();
        Optional<Path> directory = fields.get("directory").map(files::directory).orElseGet(files::folder);
        Map<String, String> environment = environment();
        Optional<Duration> timeout = fields.get("timeout").flatMap(Durations::read);
        Duration grace = fields.get("grace").flatMap(ExecStepReader::grace).orElse(ExecStep.DEFAULT_GRACE);
        ExecStep.DatabaseUrl url = fields.get("databaseUrl")
                .flatMap(value -> value.oneOf(URLS))
                .map(word -> ExecStep.DatabaseUrl.valueOf(word.toUpperCase(Locale.ROOT)))
                .orElse(ExecStep.DatabaseUrl.LIMITS);
        return command.isEmpty()
                ? Optional.empty()
                : directory.map(path -> new ExecStep(source, command, path, environment, timeout, grace, url));
    }

    /** Empty when something is wrong with it. */
    private List<String> command() {
        Optional<Value> given =
                fields.required("command", "list the program and its arguments: [npm, run, seed-meyer]");
        if (given.isPresent() && given.get().isText()) {
            given.get()
                    .refuse("must be a list, since no shell takes it apart: [npm, run, seed-meyer]; for a shell, write"
                            + " [sh, -c, \"…\"]");
            return List.of();
        }
        var command = new ArrayList<String>();
        for (Value value : given.flatMap(Value::list).orElse(List.of())) {
            value.literal().ifPresent(argument -> {
                if (command.isEmpty() && (argument.isBlank() || argument.startsWith("-"))) {
                    value.refuse("must be the name of a program, got: " + argument);
                } else if (argument.indexOf('\0') >= 0) {
                    value.refuse("must not have a NUL in it");
                }
                command.add(argument);
            });
        }
        return command;
    }

    private Map<String, String> environment() {
        var environment = new TreeMap<String, String>();
        Optional<Fields> given = fields.get("environment").flatMap(Value::anyFields);
        for (Fields.Field field : given.map(Fields::all).orElse(List.of())) {
            if (!VARIABLE.matcher(field.name()).matches()) {
                field.key()
                        .refuse(
                                "is not the name of a variable; start with a letter or _ and use letters, digits and _");
            } else if (field.name().startsWith(OURS) || SET_BY_TOKEN.contains(field.name())) {
                field.key().refuse("is set by Seedgate, so that the command uses its token; remove it");
            }
            field.value().literal().ifPresent(text -> environment.put(field.name(), text));
        }
        return environment;
    }

    private static Optional<Duration> grace(Value value) {
        return value.literal()
                .flatMap(text -> Durations.parse(text)
                        .filter(grace -> !grace.isNegative())
                        .or(() -> value.refuse("must be a duration such as 0s or 10s, got: " + text)));
    }
}
