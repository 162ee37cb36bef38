package dev.seedgate.worker.feed.web;

import dev.seedgate.worker.feed.record.FeedUnavailableException;
import dev.seedgate.worker.stop.StopSignal;
import java.io.IOException;
import java.time.Duration;

/** How often it may go wrong in a row, and how long to wait each time. */
final class Patience {
    private final String name;
    private final WebTiming timing;
    private final StopSignal stop;
    private int failed;

    /** @param name of the feed, for messages */
    Patience(String name, WebTiming timing, StopSignal stop) {
        this.name = name;
        this.timing = timing;
        this.stop = stop;
    }

    /** Something came. */
    void restore() {
        failed = 0;
    }

    /**
     * Waits before the next attempt.
     *
     * @param asked how long the server asks to wait
     * @throws FeedUnavailableException when there is to be no other attempt
     */
    void pause(IOException reason, Duration asked) throws FeedUnavailableException {
        failed++;
        if (failed >= timing.attempts()) {
            throw new FeedUnavailableException(
                    name + ": could not be fetched in " + failed + " attempts, the last time because " + words(reason),
                    reason);
        }
        if (stop.await(timing.pause(failed, asked)).isPresent()) {
            throw new FeedUnavailableException(name + ": the run was stopped while it was fetched", reason);
        }
    }

    /** A failure in a few words. */
    static String words(IOException reason) {
        String type =
                reason.getClass() == IOException.class ? "" : reason.getClass().getSimpleName() + ": ";
        return reason.getMessage() == null ? type.replace(": ", "") : type + reason.getMessage();
    }
}
