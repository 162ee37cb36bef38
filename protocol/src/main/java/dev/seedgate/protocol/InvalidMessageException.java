package dev.seedgate.protocol;

/** A message that cannot be what it claims to be: a field is missing or out of range, or the text is no JSON of that kind. */
public final class InvalidMessageException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String field;

    /**
     * @param field the field at fault, as the JSON spells it
     * @param problem what is wrong with it, as the rest of a sentence that begins with the field's name
     */
    public InvalidMessageException(String field, String problem) {
        super(field + " " + problem);
        this.field = field;
    }

    public String field() {
        return field;
    }
}
