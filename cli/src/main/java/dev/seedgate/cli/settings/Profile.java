package dev.seedgate.cli.settings;

import java.util.Map;
import java.util.Optional;

/**
 * One installation as the configuration file has it.
 *
 * @param line in the file, from 1
 * @param values what it says, each with the line where it does
 */
public record Profile(String name, int line, Map<Setting, Value> values) {
    /**
     * What is said of one setting.
     *
     * @param line in the file, from 1
     */
    public record Value(String text, int line) {}

    /** What it says of something. */
    public Optional<Value> get(Setting setting) {
        return Optional.ofNullable(values.get(setting));
    }
}
