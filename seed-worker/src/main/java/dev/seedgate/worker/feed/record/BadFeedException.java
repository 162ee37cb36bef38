package dev.seedgate.worker.feed.record;

import java.io.IOException;
import java.io.Serial;

/**
 * Input that no further attempt makes better: malformed bytes, an archive that was cut off, a page that is not there. Thrown where
 * file and line are not known; {@link FeedException} is what people get to see.
 */
public final class BadFeedException extends IOException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** @param problem what is wrong and what to do, as it goes on after {@code feeds/meyer.csv, line 7: } */
    public BadFeedException(String problem) {
        super(problem);
    }
}
