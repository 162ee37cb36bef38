package dev.seedgate.catalog;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads a copy step and holds its parts against each other. */
final class CopyStepReader {
    private static final List<String> KEYS = Stream.of(
                    CopyFeedReader.KEYS, List.of("into", "columns", "constants"), WriteModeReader.KEYS)
            .flatMap(List::stream)
            .toList();
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
        var writing = new WriteModeReader(fields, filled(columns, constants));
        Optional<WriteMode> mode = writing.mode();
        BadRows badRows = writing.badRows();
        return table.flatMap(name -> mode.map(chosen -> new Target(name, columns, constants, chosen, badRows)));
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
}
