package dev.seedgate.admission.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What somebody may do. Each role may do what those before it may. */
public enum Role {
    /** Reads everything. */
    VIEWER,
    /** Posts, cancels and retries seeds, and takes tokens. */
    SUBMITTER,
    /** Holds, resumes and kills. */
    OPERATOR;

    /** The role of this name, where there is one. */
    public static Optional<Role> named(String name) {
        return Arrays.stream(values()).filter(role -> role.text().equals(name)).findFirst();
    }

    /** Its name, and those of all that it includes. */
    public Set<String> withIncluded() {
        return Arrays.stream(values())
                .filter(role -> role.compareTo(this) <= 0)
                .map(Role::text)
                .collect(Collectors.toUnmodifiableSet());
    }

    private String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
