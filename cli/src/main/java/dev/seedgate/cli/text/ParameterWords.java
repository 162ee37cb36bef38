package dev.seedgate.cli.text;

import org.jspecify.annotations.Nullable;

/** A parameter of a seed as people read it. */
public final class ParameterWords {
    private ParameterWords() {}

    /**
     * {@code since: string, required; first day}.
     *
     * @param usual the default; null where each request must give one
     * @param description empty where there is none
     */
    public static String of(String name, String type, @Nullable String usual, String description) {
        return name + ": " + type + ", " + whetherRequired(usual) + (description.isEmpty() ? "" : "; " + description);
    }

    private static String whetherRequired(@Nullable String usual) {
        if (usual == null) {
            return "required";
        }
        return usual.isEmpty() ? "empty by default" : "default " + usual;
    }
}
