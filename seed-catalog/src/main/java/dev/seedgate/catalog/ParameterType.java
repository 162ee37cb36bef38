package dev.seedgate.catalog;

import java.util.regex.Pattern;

/** What a parameter's value may be. Values travel as text. */
public enum ParameterType {
    STRING("text"),
    /** A 64-bit whole number, so that it fits PostgreSQL's {@code bigint}. */
    INTEGER("a whole number"),
    BOOLEAN("true or false");

    private static final Pattern WHOLE_NUMBER = Pattern.compile("-?[0-9]{1,19}");

    private final String meaning;

    ParameterType(String meaning) {
        this.meaning = meaning;
    }

    /** For messages: "must be …". */
    public String meaning() {
        return meaning;
    }

    public boolean accepts(String value) {
        return switch (this) {
            case STRING -> true;
            case INTEGER -> WHOLE_NUMBER.matcher(value).matches() && fitsLong(value);
            case BOOLEAN -> value.equals("true") || value.equals("false");
        };
    }

    private static boolean fitsLong(String digits) {
        try {
            Long.parseLong(digits);
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
