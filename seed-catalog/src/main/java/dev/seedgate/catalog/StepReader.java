package dev.seedgate.catalog;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads the steps of a definition: each is a mapping with one key, which says what kind of step it is. */
final class StepReader {
    private static final List<String> KINDS = List.of("sql", "copy", "exec");
    private static final List<String> SQL_KEYS = List.of("file", "inline");

    private final Path definition;
    private final FileReferences files;

    StepReader(Path definition, FileReferences files) {
        this.definition = definition;
        this.files = files;
    }

    Optional<Step> read(Value value) {
        return value.fields(KINDS).flatMap(fields -> {
            List<Fields.Field> kinds = List.copyOf(fields.all());
            return kinds.size() == 1
                    ? step(kinds.getFirst())
                    : value.refuse("must have exactly one key, the kind of step: sql, copy or exec");
        });
    }

    private Optional<Step> step(Fields.Field kind) {
        return switch (kind.name()) {
            case "sql" -> kind.value().fields(SQL_KEYS).flatMap(fields -> sql(kind.value(), fields));
            case "copy" -> CopyStepReader.read(kind.value(), String.valueOf(definition.getFileName()), files);
            case "exec" -> ExecStepReader.read(kind.value(), definition, files);
            default -> Optional.empty(); // reported before, as an unknown key
        };
    }

    private Optional<Step> sql(Value value, Fields fields) {
        Optional<Value> file = fields.get("file");
        Optional<Value> inline = fields.get("inline");
        if (file.isPresent() == inline.isPresent()) {
            return value.refuse("must have either file: with the path of a file or inline: with statements");
        }
        return file.isPresent() ? file.flatMap(this::fromFile) : inline.flatMap(this::fromInline);
    }

    private Optional<Step> fromFile(Value value) {
        return files.find(value)
                .flatMap(file -> files.text(value, file).flatMap(sql -> sqlStep(value, file.source(), sql)));
    }

    private Optional<Step> fromInline(Value value) {
        return value.text().flatMap(sql -> sqlStep(value, definition.getFileName() + ":" + value.line(), sql));
    }

    private static Optional<Step> sqlStep(Value value, String source, String sql) {
        return sql.isBlank()
                ? value.refuse("has no statement; write at least one or remove the step")
                : Optional.of(new SqlStep(source, sql));
    }
}
