package dev.seedgate.admission.advice;

/** There is nothing that could be replayed, or too much, or it cannot be read now; the message says which and what to do. */
public final class NoAdviceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** Why there is none. */
    public enum Reason {
        /** Nothing is recorded that could be replayed. */
        NO_HISTORY,
        /** More than is replayed at once. */
        TOO_MUCH,
        /** The broker does not answer, or others are asking. */
        BUSY
    }

    NoAdviceException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** More requests came than are read. */
    static NoAdviceException tooMuch(int most) {
        return new NoAdviceException(
                Reason.TOO_MUCH, "more than " + most + " requests came in that time: ask for fewer days");
    }

    public Reason reason() {
        return reason;
    }
}
