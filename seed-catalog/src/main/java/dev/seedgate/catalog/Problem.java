package dev.seedgate.catalog;

import java.nio.file.Path;

/**
 * Something in a catalog that must be put right.
 *
 * @param line counted from 1; 0 when the problem is the file itself
 * @param column in characters, counted from 1; 0 when the problem is the file itself
 * @param key the path to the value, such as {@code steps[1].copy.file} with list elements counted from 1; empty when the
 *     problem belongs to no key
 * @param message what is wrong and what to do
 */
public record Problem(Path file, int line, int column, String key, String message) {
    static Problem ofFile(Path file, String message) {
        return new Problem(file, 0, 0, "", message);
    }

    /** {@code file:line:column: key: message}, the form that editors and terminals make clickable. */
    @Override
    public String toString() {
        String position = line == 0 ? "" : ":" + line + ":" + column;
        return file + position + ": " + (key.isEmpty() ? "" : key + ": ") + message;
    }
}
