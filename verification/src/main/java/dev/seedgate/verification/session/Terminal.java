package dev.seedgate.verification.session;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A command of the shell in a terminal of its own, by {@code script} of util-linux: the program under it takes that for a person's. Its
 * input stays open, and nobody types but {@link #interrupt}.
 */
final class Terminal implements AutoCloseable {
    private static final int COLUMNS = 100;
    private static final int ROWS = 50;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration PAUSE = Duration.ofMillis(800);
    private static final Duration TALK = Duration.ofSeconds(5);
    private static final char INTERRUPT = 0x03;

    private final String command;
    private final Process process;
    private final StringBuilder written = new StringBuilder();

    private Terminal(String command, Process process) {
        this.command = command;
        this.process = process;
    }

    static Terminal type(String command, Path folder, Map<String, String> environment) throws IOException {
        String typed = "stty cols %d rows %d -echo; %s".formatted(COLUMNS, ROWS, command);
        ProcessBuilder builder = new ProcessBuilder(List.of("script", "-qec", typed, "/dev/null"))
                .directory(folder.toFile())
                .redirectErrorStream(true);
        builder.environment().putAll(environment);
        Terminal terminal = new Terminal(command, builder.start());
        Thread.ofPlatform().daemon().name("terminal").start(terminal::read);
        return terminal;
    }

    private void read() {
        try (Reader reader = process.inputReader(StandardCharsets.UTF_8)) {
            char[] buffer = new char[4096];
            for (int count = reader.read(buffer); count >= 0; count = reader.read(buffer)) {
                synchronized (written) {
                    written.append(buffer, 0, count);
                    written.notifyAll();
                }
            }
        } catch (IOException e) {
            // Said by its end.
        }
        synchronized (written) {
            written.notifyAll();
        }
    }

    /** What stands there now. */
    String picture() {
        synchronized (written) {
            return Picture.of(written.toString());
        }
    }

    /**
     * Returns when it has said that, and then nothing more for a moment, or too much.
     *
     * @throws IllegalStateException when the command ends before, or it takes minutes
     */
    void await(String text) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        synchronized (written) {
            while (!written.toString().contains(text)) {
                if (!process.isAlive() || System.nanoTime() > end) {
                    throw new IllegalStateException(
                            "'%s' did not say '%s'; it said: %s".formatted(command, text, picture()));
                }
                written.wait(200);
            }
            long enough = System.nanoTime() + TALK.toNanos();
            for (int length = 0; length < written.length() && System.nanoTime() < enough; ) {
                length = written.length();
                written.wait(PAUSE.toMillis());
            }
        }
    }

    /** Ctrl-C; nothing where it has ended by itself. */
    void interrupt() throws IOException {
        try {
            process.getOutputStream().write(INTERRUPT);
            process.getOutputStream().flush();
        } catch (IOException e) {
            if (process.isAlive()) {
                throw e;
            }
        }
    }

    /** What stands there in the end. */
    String awaitEnd() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("'%s' does not end; it said: %s".formatted(command, picture()));
        }
        return picture();
    }

    /** Hangs up, which ends what runs there. */
    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
