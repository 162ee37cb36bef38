package dev.seedgate.catalog;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the keys of a copy step that say what each column of the table is filled with. */
final class TargetReader {
    static final List<String> KEYS = List.of("into", "columns", "constants", "computed", "fields");

    private static final Pattern FIELD_NUMBER = Pattern.compile("[1-9][0-9]{0,3}");

    private final Fields fields;
    private final String definition;
    private final boolean numbered;

    /**
     * Reads nothing yet.
     *
     * @param definition the file's name, for messages
     * @param numbered whether the feed's columns have numbers only, and no names
     */
    TargetReader(Fields fields, String definition, boolean numbered) {
        this.fields = fields;
        this.definition = definition;
        this.numbered = numbered;
    }

    Optional<Target> read() {
        Map<String, String> columns = columns();
        Map<String, String> constants = constants(Set.copyOf(columns.values()));
        List<String> more = fieldsForExpressions(columns);
        List<Computed> computed = computed(columns, constants, more);
        Optional<TableName> table =
                fields.required("into", "name the table as schema.table").flatMap(TargetReader::table);
        var writing = new WriteModeReader(fields, filled(columns, constants, computed));
        Optional<WriteMode> mode = writing.mode();
        BadRows badRows = writing.badRows();
        return table.flatMap(
                name -> mode.map(chosen -> new Target(name, columns, constants, computed, more, chosen, badRows)));
    }

    private static Set<String> filled(
            Map<String, String> columns, Map<String, String> constants, List<Computed> computed) {
        var filled = new HashSet<String>();
        if (!columns.isEmpty()) {
            filled.addAll(columns.values());
            filled.addAll(constants.keySet());
            computed.forEach(column -> filled.add(column.column()));
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
        if (numbered) {
            fields.required(
                    "columns", "without a header, map field numbers to table columns, such as {1: part_number}");
        }
        for (Fields.Field field : given.map(Fields::all).orElse(List.of())) {
            requireNumber(field.name(), field.key());
            field.value().identifier().ifPresent(column -> {
                if (columns.containsValue(column)) {
                    field.value().refuse("names the table column " + column + " a second time; keep one of the two");
                }
                columns.put(field.name(), column);
            });
        }
        return columns;
    }

    private void requireNumber(String name, Value where) {
        if (numbered && !FIELD_NUMBER.matcher(name).matches()) {
            where.refuse("must be a field number, counted from 1, because the feed has no header");
        }
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

    private List<String> fieldsForExpressions(Map<String, String> columns) {
        var names = new ArrayList<String>();
        Optional<Value> given = fields.get("fields");
        if (given.isPresent() && fields.get("columns").isEmpty()) {
            given.get().refuse("has no meaning without columns, because every feed column is loaded then; remove it");
        }
        for (Value value : given.flatMap(Value::list).orElse(List.of())) {
            value.literal().ifPresent(name -> {
                requireNumber(name, value);
                if (columns.containsKey(name) || names.contains(name)) {
                    value.refuse("is " + name + ", which is named before; remove it here");
                } else {
                    names.add(name);
                }
            });
        }
        return names;
    }

    private List<Computed> computed(Map<String, String> columns, Map<String, String> constants, List<String> more) {
        var computed = new ArrayList<Computed>();
        var known = new ArrayList<>(columns.keySet());
        known.addAll(more);
        Optional<Fields> given = fields.get("computed").flatMap(Value::anyFields);
        for (Fields.Field field : given.map(Fields::all).orElse(List.of())) {
            String column = field.name();
            Identifiers.complaint(column).ifPresent(field.key()::refuse);
            if (columns.containsValue(column)) {
                field.key()
                        .refuse("is also filled from the feed, by columns; keep one of the two: a feed column that only"
                                + " the expression needs goes into fields");
            } else if (constants.containsKey(column)) {
                field.key().refuse("is also filled by constants; keep one of the two");
            }
            String source = definition + ":" + field.key().line() + ", computed " + column;
            expression(field.value(), known)
                    .ifPresent(expression -> computed.add(new Computed(column, expression, source)));
        }
        return computed;
    }

    /** Without {@code columns}, only the feed's header can tell which fields there are. */
    private Optional<SqlExpression> expression(Value value, List<String> known) {
        return value.literal().flatMap(text -> {
            SqlExpression expression;
            try {
                expression = SqlExpression.parse(text);
            } catch (IllegalArgumentException e) {
                return value.refuse(e.getMessage() + ", got: " + text);
            }
            if (text.isBlank()) {
                return value.refuse("must be an SQL expression, such as upper(\"Name\")");
            }
            for (String field : expression.fields()) {
                if (fields.get("columns").isPresent() && !known.contains(field)) {
                    return value.refuse("has the field \"" + field + "\", which neither columns nor fields name"
                            + Suggestion.forWord(field, known));
                }
            }
            return Optional.of(expression);
        });
    }
}
