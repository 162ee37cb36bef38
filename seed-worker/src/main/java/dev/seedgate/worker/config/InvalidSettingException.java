package dev.seedgate.worker.config;

import java.io.Serial;

/** A property that cannot be used; stops the start. */
public final class InvalidSettingException extends IllegalArgumentException {
    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * Makes the message {@code property rule, got: value}.
     *
     * @param property its full name
     * @param rule the rest of a sentence that begins with the property: "must be …"
     */
    public InvalidSettingException(String property, String rule, Object got) {
        super(property + " " + rule + ", got: " + got);
    }
}
