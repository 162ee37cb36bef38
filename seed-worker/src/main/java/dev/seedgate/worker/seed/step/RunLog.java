package dev.seedgate.worker.seed.step;

import dev.seedgate.protocol.Reply.Grant;
import dev.seedgate.protocol.RunLogLine;
import dev.seedgate.protocol.RunLogLine.Kind;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * What one run says to whoever asks later. Bounded in lines and in the length of each, so that neither a script that raises a notice
 * for every row nor a chatty command fills memory or topic. A line that the broker does not take is lost; a run never waits for its
 * log, but at its end and for a moment. May be used by several threads.
 */
public final class RunLog {
    private static final String CUT = "…";

    private final Function<RunLogLine, CompletableFuture<?>> sender;
    private final Grant grant;
    private final InstantSource clock;
    private CompletableFuture<?> last = CompletableFuture.completedFuture(null);
    private int lines;
    private long leftOut;

    public RunLog(Function<RunLogLine, CompletableFuture<?>> sender, Grant grant, InstantSource clock) {
        this.sender = sender;
        this.grant = grant;
        this.clock = clock;
    }

    /** Says something, if there is room left for it. Blank text is nothing. */
    public synchronized void say(Kind kind, String text) {
        if (text.isBlank()) {
            return;
        }
        if (lines >= RunLogLine.MAX_LINES) {
            leftOut++;
            return;
        }
        send(kind, text);
    }

    /** The last words: how much was left out, and how the run ended. There is always room for them. */
    public synchronized void end(String text) {
        if (leftOut > 0) {
            send(Kind.RUN, leftOut + " more lines are left out; a run's log has room for " + RunLogLine.MAX_LINES);
            leftOut = 0;
        }
        send(Kind.END, text);
    }

    /** Waits, for that long at most, until what was said is on the broker. */
    public void await(long millis) throws InterruptedException {
        CompletableFuture<?> awaited = lastLine();
        try {
            awaited.get(millis, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            // Then it is lost or late; the request's own end says what matters.
        }
    }

    private synchronized CompletableFuture<?> lastLine() {
        return last;
    }

    private void send(Kind kind, String text) {
        lines++;
        String cut = text.length() <= RunLogLine.MAX_TEXT
                ? text
                : text.substring(0, RunLogLine.MAX_TEXT - CUT.length()) + CUT;
        last = sender.apply(new RunLogLine(
                grant.request().id(),
                grant.token(),
                lines,
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                kind,
                cut.strip()));
    }
}
