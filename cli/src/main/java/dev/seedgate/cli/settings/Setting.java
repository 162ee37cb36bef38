package dev.seedgate.cli.settings;

import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What can be said once for all verbs, and under which names. */
public enum Setting {
    /** The admission service. */
    SERVER(
            "server",
            "SEEDGATE_SERVER",
            "http://127.0.0.1:8080",
            "must be the address of an admission service such as http://127.0.0.1:8080"),
    /** The PostgreSQL server that is meant where a verb is about one. */
    CLUSTER("cluster", "SEEDGATE_CLUSTER", "", "must be a cluster's name"),
    /** Where seeds write to. */
    DATABASE("database", "SEEDGATE_DATABASE", "", "must be a database's name"),
    /** Kafka's bootstrap servers. */
    BROKER(
            "broker",
            "KAFKA_BOOTSTRAP_SERVERS",
            "127.0.0.1:9092",
            "must be one broker or several, such as kafka-1:9092,kafka-2:9092"),
    /** What stands before every topic's name. */
    TOPIC_PREFIX(
            "topic-prefix",
            "SEEDGATE_TOPIC_PREFIX",
            "",
            "must be empty, or letters, digits, '.', '_' and '-' ending in '.' or '-'"),
    /** How to log in at the broker: a file of Kafka client properties. */
    COMMAND_CONFIG("command-config", "SEEDGATE_COMMAND_CONFIG", "", "must be the name of a file");

    private static final Pattern BROKERS = Pattern.compile("[^\\s,:/]+:[0-9]{1,5}(,\\s*[^\\s,:/]+:[0-9]{1,5})*");

    private static final Pattern PREFIX = Pattern.compile("([a-zA-Z0-9_.-]{1,99}[.-])?");

    private final String key;
    private final String variable;
    private final String defaultValue;
    private final String rule;

    Setting(String key, String variable, String defaultValue, String rule) {
        this.key = key;
        this.variable = variable;
        this.defaultValue = defaultValue;
        this.rule = rule;
    }

    /** In a profile. */
    public String key() {
        return key;
    }

    /** In the environment. */
    public String variable() {
        return variable;
    }

    /** Empty where there is none. */
    String defaultValue() {
        return defaultValue;
    }

    /** What is wrong with a value, as it goes on after its name; nothing where it can be one. */
    public Optional<String> complaint(String value) {
        return isValid(value) ? Optional.empty() : Optional.of(rule + ", got: '" + value + "'");
    }

    private boolean isValid(String value) {
        return switch (this) {
            case SERVER -> isHttpAddress(value);
            case BROKER -> BROKERS.matcher(value).matches();
            case TOPIC_PREFIX -> PREFIX.matcher(value).matches();
            case CLUSTER, DATABASE -> !value.isBlank();
            case COMMAND_CONFIG -> isFileName(value);
        };
    }

    /** Whether its value is the name of a file. */
    boolean isFile() {
        return this == COMMAND_CONFIG;
    }

    static List<String> keys() {
        return Arrays.stream(values()).map(Setting::key).toList();
    }

    private static boolean isFileName(String text) {
        try {
            return !text.isBlank() && !Path.of(text).toString().isEmpty();
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static boolean isHttpAddress(String text) {
        try {
            URI uri = URI.create(text);
            return uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
