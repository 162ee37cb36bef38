package dev.seedgate.admission.api.problem;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** Ends a request with a problem. The message is the problem's detail. */
public final class ProblemException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final ProblemKind kind;
    private final @Nullable String field;

    public ProblemException(ProblemKind kind, String detail) {
        this(kind, null, detail);
    }

    /**
     * One thing is at fault.
     *
     * @param field the header, parameter or field of the body at fault
     */
    public ProblemException(ProblemKind kind, @Nullable String field, String detail) {
        super(detail);
        this.kind = kind;
        this.field = field;
    }

    /** Nobody knows the seed that was asked for. */
    public static ProblemException unknownSeed() {
        return new ProblemException(
                ProblemKind.NOT_FOUND, "no seed has this id, or it finished so long ago that it is forgotten");
    }

    public ProblemKind kind() {
        return kind;
    }

    public @Nullable String field() {
        return field;
    }
}
