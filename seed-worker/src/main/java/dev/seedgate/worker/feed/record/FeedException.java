package dev.seedgate.worker.feed.record;

import java.io.Serial;

/** A feed that is not what its definition says; reading it again would fail the same way. The message names file and line. */
public sealed class FeedException extends Exception permits BadRecordException {
    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * Makes the message {@code source, line n: problem}.
     *
     * @param line from 1; 0 where the file as a whole is at fault
     */
    public FeedException(String source, long line, String problem) {
        super(line > 0 ? source + ", line " + line + ": " + problem : source + ": " + problem);
    }
}
