package dev.seedgate.protocol;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The topics' names in one installation. Two installations may share a broker when their prefixes differ.
 *
 * @param prefix put before every topic, consumer group and transactional id; empty, or ending in a dot or a dash
 */
public record TopicNames(String prefix) {
    private static final Pattern PREFIX = Pattern.compile("([a-zA-Z0-9_.-]{1,99}[.-])?");

    public TopicNames {
        if (!PREFIX.matcher(prefix).matches()) {
            throw new IllegalArgumentException(
                    "seedgate.topic-prefix must be empty, or letters, digits, '.', '_' and '-' ending in '.' or '-', got: '"
                            + prefix + "'");
        }
    }

    public String of(Topic topic) {
        return prefix + topic.baseName();
    }

    /** The names of all topics with this role, in the order of {@link Topic}. */
    public List<String> of(Topic.Role role) {
        return Arrays.stream(Topic.values())
                .filter(topic -> topic.role() == role)
                .map(this::of)
                .toList();
    }

    /**
     * The topic behind a name.
     *
     * @throws IllegalArgumentException when no topic of this installation has that name
     */
    public Topic topic(String name) {
        return Arrays.stream(Topic.values())
                .filter(topic -> of(topic).equals(name))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("no topic of this installation is called '" + name + "'"));
    }
}
