package dev.seedgate.admission.topics;

import java.util.List;

/** Topics exist that are not what the ledger loop relies on; the start stops, and nothing was changed. */
public final class TopicsRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Names every topic at fault.
     *
     * @param problems one sentence each, saying what is wrong and how to mend it
     */
    TopicsRefusedException(List<String> problems) {
        super("The topics on the broker do not fit this configuration; nothing was changed.\n - "
                + String.join("\n - ", problems));
    }
}
