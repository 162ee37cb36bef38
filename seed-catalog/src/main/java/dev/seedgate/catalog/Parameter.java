package dev.seedgate.catalog;

import java.util.Optional;

/**
 * A value that a request may give to a seed.
 *
 * @param defaultValue in the text form that {@link ParameterType#accepts} takes; without one, every request must give the
 *     parameter
 * @param description for people; empty when none was given
 */
public record Parameter(ParameterType type, Optional<String> defaultValue, String description) {
    public boolean required() {
        return defaultValue.isEmpty();
    }
}
