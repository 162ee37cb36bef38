package dev.seedgate.worker.feed.record;

import java.io.Serial;

/** A record that cannot be used as it is, and after which the reader can go on. */
public final class BadRecordException extends FeedException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String source;
    private final long number;
    private final long line;
    private final String problem;

    /**
     * Makes it.
     *
     * @param number the record's, from 1
     * @param problem what is wrong with it, as it goes on after file and line
     */
    public BadRecordException(String source, long number, long line, String problem) {
        super(source, line, problem);
        this.source = source;
        this.number = number;
        this.line = line;
        this.problem = problem;
    }

    /** The file, as messages name it. */
    public String source() {
        return source;
    }

    public long number() {
        return number;
    }

    public long line() {
        return line;
    }

    /** Without file and line. */
    public String problem() {
        return problem;
    }
}
