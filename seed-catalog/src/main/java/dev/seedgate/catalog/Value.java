package dev.seedgate.catalog;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A YAML value with its position. A method that finds another type than it is asked for adds a problem and returns empty:
 * so empty always means that the definition is already known to be wrong.
 */
record Value(Node node, String path, Problems problems) {
    <T> Optional<T> refuse(String message) {
        problems.add(node, path, message);
        return Optional.empty();
    }

    Optional<String> text() {
        if (node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.STR)) {
            return Optional.of(scalar.getValue());
        }
        String advice = node instanceof ScalarNode && !isNull() ? "; put it in quotes" : "";
        return refuse("must be text" + advice + ", got: " + shown());
    }

    Optional<String> nonBlankText() {
        return text().flatMap(text -> text.isBlank() ? refuse("must not be empty") : Optional.of(text));
    }

    Optional<String> nonBlankText(int maxLength) {
        return nonBlankText()
                .flatMap(text -> text.length() > maxLength
                        ? refuse("must be at most " + maxLength + " characters long, got: " + text.length())
                        : Optional.of(text));
    }

    /** Text as it is written, whether or not YAML takes it for a number or a truth value. */
    Optional<String> literal() {
        if (node instanceof ScalarNode scalar && !isNull()) {
            return Optional.of(scalar.getValue());
        }
        return refuse("must be text, got: " + shown());
    }

    /** What is written, without any judgement; empty for lists and mappings. */
    Optional<String> plain() {
        return node instanceof ScalarNode scalar ? Optional.of(scalar.getValue()) : Optional.empty();
    }

    Optional<Integer> integer(int min, int max) {
        if (node instanceof ScalarNode scalar && ParameterType.INTEGER.accepts(scalar.getValue()) && scalar.isPlain()) {
            long number = Long.parseLong(scalar.getValue());
            if (number >= min && number <= max) {
                return Optional.of((int) number);
            }
        }
        return refuse("must be a whole number from " + min + " to " + max + ", got: " + shown());
    }

    /** Whether it has keys of its own. */
    boolean isMapping() {
        return node instanceof MappingNode;
    }

    Optional<Boolean> bool() {
        if (node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.BOOL)) {
            return Optional.of(Boolean.valueOf(scalar.getValue()));
        }
        return refuse("must be true or false, got: " + shown());
    }

    Optional<String> oneOf(List<String> words) {
        return text().flatMap(word -> words.contains(word)
                ? Optional.of(word)
                : refuse("is not known: " + word + Suggestion.forWord(word, words)));
    }

    Optional<String> identifier() {
        return text().flatMap(name ->
                Identifiers.complaint(name).<Optional<String>>map(this::refuse).orElse(Optional.of(name)));
    }

    boolean isScalar() {
        return node instanceof ScalarNode;
    }

    boolean isWord(String word) {
        return node instanceof ScalarNode scalar && scalar.getValue().equals(word);
    }

    /** The list's elements; a list may not be empty. */
    Optional<List<Value>> list() {
        if (!(node instanceof SequenceNode sequence)) {
            return refuse("must be a list, got: " + shown());
        }
        List<Node> nodes = sequence.getValue();
        if (nodes.isEmpty()) {
            return refuse("must not be an empty list");
        }
        return Optional.of(IntStream.range(0, nodes.size())
                .mapToObj(i -> new Value(nodes.get(i), path + "[" + (i + 1) + "]", problems))
                .toList());
    }

    /** What stands in a list, without any judgement; empty where it is none. */
    List<String> words() {
        return node instanceof SequenceNode sequence
                ? sequence.getValue().stream()
                        .filter(ScalarNode.class::isInstance)
                        .map(element -> ((ScalarNode) element).getValue())
                        .toList()
                : List.of();
    }

    /** A mapping that may have the given keys and no others. */
    Optional<Fields> fields(List<String> known) {
        return anyFields().map(fields -> fields.only(known));
    }

    /** A mapping whose keys are names of the author's choice. */
    Optional<Fields> anyFields() {
        return node instanceof MappingNode mapping
                ? Optional.of(Fields.of(mapping, path, problems))
                : refuse("must be a mapping of keys to values, got: " + shown());
    }

    /** Asks, and adds no problem. */
    boolean isText() {
        return node instanceof ScalarNode && !isNull();
    }

    int line() {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
    }

    private boolean isNull() {
        return node.getTag().equals(Tag.NULL);
    }

    /** For messages. */
    String shown() {
        return switch (node) {
            case ScalarNode scalar -> isNull() ? "nothing" : scalar.getValue();
            case SequenceNode sequence -> "a list";
            default -> "a mapping";
        };
    }
}
