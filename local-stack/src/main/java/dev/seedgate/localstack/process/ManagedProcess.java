package dev.seedgate.localstack.process;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A child process in a session of its own, watched by the {@link Reaper}: it ends when this JVM ends, also by SIGKILL, and never
 * earlier. A Ctrl-C at the terminal reaches this JVM only, so a broker is still there while its users shut down.
 *
 * <p>Starting a process with a bare {@code ProcessBuilder} instead leaves it behind when a test run is killed.
 */
public final class ManagedProcess implements AutoCloseable {

    /**
     * Waits for the line that says that the reaper knows this process, and only then becomes the program (the process id stays the
     * same). Where the parent dies before that, the input ends and so does this shell. Without {@code setsid} (macOS) the process
     * stays in the terminal's group and ignores Ctrl-C instead.
     */
    private static final String GATE = """
            IFS= read -r go || exit 1
            if command -v setsid >/dev/null 2>&1; then exec setsid "$@" </dev/null; fi
            trap '' INT HUP
            exec "$@" </dev/null
            """;

    private static final Duration POLL = Duration.ofMillis(20);
    private static final int LINES_IN_MESSAGES = 30;

    private final ProcessSpec spec;
    private final Process process;

    private ManagedProcess(ProcessSpec spec, Process process) {
        this.spec = spec;
        this.process = process;
    }

    /**
     * Starts it; it may not be ready for a while.
     *
     * @throws ProcessFailedException when the operating system refuses
     */
    public static ManagedProcess start(ProcessSpec spec) {
        Reaper reaper = Reaper.get();
        List<String> command = new ArrayList<>(List.of("sh", "-c", GATE, "gate"));
        command.addAll(spec.command());
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(spec.folder().toFile())
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(spec.log().toFile()));
        builder.environment().putAll(spec.environment());
        try {
            Process process = builder.start();
            reaper.watch(process, spec.endSignal());
            try (OutputStream gate = process.getOutputStream()) {
                gate.write("go\n".getBytes(StandardCharsets.US_ASCII));
            }
            return new ManagedProcess(spec, process);
        } catch (IOException e) {
            throw new ProcessFailedException("Could not start process '" + spec.name() + "': " + e.getMessage(), e);
        }
    }

    public String name() {
        return spec.name();
    }

    public long pid() {
        return process.pid();
    }

    public ProcessHandle handle() {
        return process.toHandle();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Completes with the exit status; 128 + n after signal n. */
    public CompletableFuture<Integer> onExit() {
        return process.onExit().thenApply(Process::exitValue);
    }

    /**
     * Returns as soon as the check says so.
     *
     * @throws ProcessFailedException at once when the process ends, or when the time is over; with the last lines of its log
     */
    public void awaitReady(ReadyCheck check, Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        Exception reason = null;
        while (System.nanoTime() < deadline) {
            try {
                if (check.isReady()) {
                    return;
                }
            } catch (InterruptedException e) {
                throw interrupted(e);
            } catch (Exception e) {
                reason = e;
            }
            if (awaitExit(POLL)) {
                throw failed("ended with status " + process.exitValue() + " before it was ready", reason);
            }
        }
        throw failed("was not ready within " + timeout, reason);
    }

    /** Waits for the process to end; false when it still runs after the time given. */
    public boolean awaitExit(Duration timeout) {
        try {
            return process.waitFor(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /**
     * Asks it to end with its end signal and, where it still runs after the grace period, kills it.
     *
     * @return true when it ended by itself
     */
    public boolean terminate(Duration grace) {
        signal(spec.endSignal());
        signal(Signal.CONT);
        boolean orderly = awaitExit(grace);
        kill();
        return orderly;
    }

    /** SIGKILL; returns when the process is gone. Does nothing to one that has ended. */
    public void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** SIGSTOP: the process keeps its connections and its leases and does nothing, like a machine in a long pause. */
    public void pause() {
        signal(Signal.STOP);
    }

    public void resume() {
        signal(Signal.CONT);
    }

    /** Sends a signal to the process alone, not to its children. Does nothing when it has ended. */
    public void signal(Signal signal) {
        if (!process.isAlive()) {
            return;
        }
        try {
            new ProcessBuilder("sh", "-c", "kill -s \"$1\" \"$2\"", "kill", signal.name(), Long.toString(pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new ProcessFailedException("Could not send SIG" + signal + " to process '" + name() + "'", e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** What the process wrote last, at most so many lines; for messages. */
    public List<String> lastLogLines(int count) {
        return LogTail.lines(spec.log(), count);
    }

    /** Kills the process where it still runs. */
    @Override
    public void close() {
        kill();
    }

    private ProcessFailedException failed(String what, @Nullable Exception reason) {
        String why = reason == null ? "" : "\nLast check: " + reason;
        String lines = String.join("\n  ", lastLogLines(LINES_IN_MESSAGES));
        return new ProcessFailedException(
                "Process '%s' (pid %d) %s.%s\nThe end of %s:\n  %s"
                        .formatted(name(), pid(), what, why, spec.log(), lines),
                reason);
    }

    private ProcessFailedException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new ProcessFailedException("Interrupted while waiting for process '" + name() + "'", e);
    }
}
