package dev.seedgate.catalog;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads a copy step and holds its parts against each other: mode against key, key against columns. */
final class CopyStepReader {
    private static final List<String> TARGET_KEYS = List.of("into", "columns", "constants", "mode", "key");
    private static final List<String> KEYS =
            Stream.concat(CopyFeedReader.KEYS.stream(), TARGET_KEYS.stream()).toList();
    private static final String INSERT = "insert";
    private static final String UPSERT = "upsert";
    private static final Pattern FIELD_NUMBER = Pattern.compile("[1-9][0-9]{0,3}");

    private final Fields fields;
    private final CopyFeedReader feed;

    private CopyStepReader(Fields fields, FileReferences files) {
        this.fields = fields;
        this.feed = new CopyFeedReader(fields, files);
    }

    static Optional<Step> read(Value value, FileReferences files) {
        return value.fields(KEYS).flatMap(fields -> new CopyStepReader(fields, files).step());
    }

    private Optional<Step> step() {
        Optional<Feed> found = feed.read();
        Optional<Target> target = target();
        return found.isPresent() && target.isPresent()
                ? Optional.of(new CopyStep(found.get(), target.get()))
                : Optional.empty();
    }

    private Optional<Target> target() {
        Map<String, String> columns = columns();
        Map<String, String> constants = constants(Set.copyOf(columns.values()));
        Optional<TableName> table =
                fields.required("into", "name the table as schema.table").flatMap(CopyStepReader::table);
        Optional<WriteMode> mode = mode(filled(columns, constants));
        return table.flatMap(name -> mode.map(chosen -> new Target(name, columns, constants, chosen)));
    }

    private static Set<String> filled(Map<String, String> columns, Map<String, String> constants) {
        var filled = new HashSet<String>();
        if (!columns.isEmpty()) {
            filled.addAll(columns.values());
            filled.addAll(constants.keySet());
        }
        return filled;
    }

    private static Optional<TableName> table(Value value) {
        return value.text().flatMap(text -> {
            String[] parts = text.split("\\.", -1);
            if (parts.length != 2) {
                return value.refuse("must be schema.table, got: " + text);
            }
            for (String part : parts) {
                Optional<String> complaint = Identifiers.complaint(part);
                if (complaint.isPresent()) {
                    return value.refuse(complaint.get());
                }
            }
            return Optional.of(new TableName(parts[0], parts[1]));
        });
    }

    private Map<String, String> columns() {
        var columns = new LinkedHashMap<String, String>();
        Optional<Fields> given = fields.get("columns").flatMap(Value::anyFields);
        if (feed.numbered()) {
            fields.required(
                    "columns", "without a header, map field numbers to table columns, such as {1: part_number}");
        }
        for (Fields.Field field : given.map(Fields::all).orElse(List.of())) {
            if (feed.numbered() && !FIELD_NUMBER.matcher(field.name()).matches()) {
                field.key().refuse("must be a field number, counted from 1, because the feed has no header");
            }
            field.value().identifier().ifPresent(column -> {
                if (columns.containsValue(column)) {
                    field.value().refuse("names the table column " + column + " a second time; keep one of the two");
                }
                columns.put(field.name(), column);
            });
        }
        return columns;
    }

    private Map<String, String> constants(Set<String> columns) {
        var constants = new LinkedHashMap<String, String>();
        Optional<Fields> given = fields.get("constants").flatMap(Value::anyFields);
        for (Fields.Field field : given.map(Fields::all).orElse(List.of())) {
            Identifiers.complaint(field.name()).ifPresent(field.key()::refuse);
            if (columns.contains(field.name())) {
                field.key().refuse("is also filled from the feed, by columns; keep one of the two");
            }
            field.value().literal().ifPresent(text -> constants.put(field.name(), text));
        }
        return constants;
    }

    /** @param filled the table columns that get a value; empty when only the feed's header can tell */
    private Optional<WriteMode> mode(Set<String> filled) {
        List<String> key = key(filled);
        Optional<String> mode = fields.required("mode", "write mode: insert or mode: upsert")
                .flatMap(value -> value.oneOf(List.of(INSERT, UPSERT)));
        if (mode.isEmpty()) {
            return Optional.empty();
        }
        if (mode.get().equals(INSERT)) {
            fields.get("key").ifPresent(value -> value.refuse("has no meaning with mode: insert; remove it"));
            return Optional.of(new WriteMode.Insert());
        }
        fields.required("key", "an upsert needs the table columns that tell rows apart");
        return Optional.of(new WriteMode.Upsert(key));
    }

    private List<String> key(Set<String> filled) {
        var key = new ArrayList<String>();
        for (Value value : fields.get("key").flatMap(Value::list).orElse(List.of())) {
            value.identifier().ifPresent(column -> {
                if (key.contains(column)) {
                    value.refuse("is there twice: " + column + "; remove one of the two");
                } else if (!filled.isEmpty() && !filled.contains(column)) {
                    value.refuse("is " + column + ", which neither columns nor constants fill; add it to one of them");
                }
                key.add(column);
            });
        }
        return key;
    }
}
