package dev.seedgate.cli.exec;

import dev.seedgate.exec.process.Watchdog;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * What a command needs and no token has to be there for: done beside the waiting for one, so that the command begins the sooner once it is
 * granted. To be closed when there is nothing to run any more.
 */
final class Preparation implements AutoCloseable {
    private final FutureTask<Watchdog> watchdog = new FutureTask<>(Watchdog::start);
    private boolean taken;

    private Preparation() {}

    static Preparation begin() {
        var begun = new Preparation();
        Thread.ofPlatform().daemon().name("preparation").start(begun.watchdog);
        return begun;
    }

    /**
     * The watchdog, from now on the command's.
     *
     * @throws IOException when the system could not start it; the message is for a person
     */
    Watchdog takeWatchdog() throws IOException, InterruptedException {
        taken = true;
        return started();
    }

    private Watchdog started() throws IOException, InterruptedException {
        try {
            return watchdog.get();
        } catch (ExecutionException e) {
            throw new IOException(message(e.getCause()), e);
        }
    }

    private static String message(@Nullable Throwable cause) {
        return cause instanceof IOException ? String.valueOf(cause.getMessage()) : String.valueOf(cause);
    }

    @Override
    public void close() {
        if (taken) {
            return;
        }
        try {
            started().dismiss();
        } catch (IOException e) {
            // there is none
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
