package dev.seedgate.admission.intake;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** What was posted can never run as it is; nothing of it was written. The message is for a person. */
public final class RefusedException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final @Nullable String field;

    /** Why something posted is refused. Where several hold, the first field at fault counts. */
    public enum Reason {
        /** A field is missing, unknown, or out of its range. */
        INVALID_FIELD,
        /** The catalog has no such seed. */
        UNKNOWN_SEED,
        /** No configured cluster has such a database. */
        UNKNOWN_DATABASE,
        /** The cluster could not grant so many connections even if nobody else used it. */
        NEVER_GRANTABLE,
        /** The idempotency key was used for something else before. */
        KEY_REUSED
    }

    /**
     * Refuses a post.
     *
     * @param field the field at fault as a path in the JSON, such as {@code seeds[3].database}; null when it is no single one
     */
    public RefusedException(Reason reason, @Nullable String field, String message) {
        super(message);
        this.reason = reason;
        this.field = field;
    }

    public Reason reason() {
        return reason;
    }

    public @Nullable String field() {
        return field;
    }
}
