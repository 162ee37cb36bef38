package dev.seedgate.admission.intake;

import java.io.Serial;

/** The broker did not confirm a write in time. */
public final class NotWrittenException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final boolean inDoubt;

    /** @param inDoubt true when the commit was under way: it may have been written; false: it never will be */
    NotWrittenException(boolean inDoubt, String message) {
        super(message);
        this.inDoubt = inDoubt;
    }

    public boolean inDoubt() {
        return inDoubt;
    }
}
