package dev.seedgate.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets Ctrl-C and SIGTERM end a command that would go on for ever in good order: whatever it is about to write is written first. The
 * process then ends with the signal's status.
 */
final class Interruption {
    private static final int PATIENCE_SECONDS = 2;

    private final CountDownLatch ended = new CountDownLatch(1);

    private Interruption() {}

    /**
     * Does something that may be interrupted.
     *
     * @param work what goes on for ever
     * @param stop makes it leave off; called by another thread
     */
    static void during(Runnable work, Runnable stop) {
        Interruption interruption = new Interruption();
        Thread hook = new Thread(() -> interruption.interrupt(stop), "interruption");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            work.run();
        } finally {
            interruption.ended.countDown();
            forget(hook);
        }
    }

    /** Whoever pressed Ctrl-C should not have to wait long for a command that hangs. */
    private void interrupt(Runnable stop) {
        stop.run();
        try {
            boolean tidy = ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (!tidy) {
                Runtime.getRuntime().halt(ExitCode.INTERRUPTED);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending, and the hook is under way.
        }
    }
}
