package dev.seedgate.catalog;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** A YAML mapping: its values by key. Keys that are twice there or are not scalars are problems. */
final class Fields {
    private final Value self;
    private final Map<String, Field> byName = new LinkedHashMap<>();

    /** A key and its value, each with its position. */
    record Field(String name, Value key, Value value) {}

    private Fields(Value self) {
        this.self = self;
    }

    static Fields of(MappingNode mapping, String path, Problems problems) {
        var fields = new Fields(new Value(mapping, path, problems));
        mapping.getValue().forEach(fields::add);
        return fields;
    }

    Fields only(List<String> known) {
        for (Field field : byName.values()) {
            if (!known.contains(field.name())) {
                field.key().refuse("is not a known key" + Suggestion.forWord(field.name(), known));
            }
        }
        return this;
    }

    Collection<Field> all() {
        return byName.values();
    }

    Optional<Value> get(String name) {
        return Optional.ofNullable(byName.get(name)).map(Field::value);
    }

    Optional<Value> required(String name, String advice) {
        Optional<Value> value = get(name);
        if (value.isEmpty()) {
            self.problems().add(self.node(), pathOf(name), "is missing; " + advice);
        }
        return value;
    }

    private void add(NodeTuple tuple) {
        if (!(tuple.getKeyNode() instanceof ScalarNode keyNode)) {
            value(tuple.getKeyNode(), self.path()).refuse("has a key that is not a plain word; write key: value");
            return;
        }
        String name = keyNode.getValue();
        var field = new Field(name, value(keyNode, pathOf(name)), value(tuple.getValueNode(), pathOf(name)));
        Field first = byName.putIfAbsent(name, field);
        if (first != null) {
            field.key().refuse("is there twice, first in line " + first.key().line() + "; remove one of the two");
        }
    }

    private Value value(Node node, String path) {
        return new Value(node, path, self.problems());
    }

    private String pathOf(String name) {
        return self.path().isEmpty() ? name : self.path() + "." + name;
    }
}
