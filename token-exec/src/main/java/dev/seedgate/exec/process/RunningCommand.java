package dev.seedgate.exec.process;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * A command that runs, with all processes that it started. It must be {@link #end}ed, also when it has exited by itself: what it left
 * in the background would go on. It is ended with this JVM, however that ends (see {@link Watchdog}).
 */
public final class RunningCommand implements AutoCloseable {
    /** In the environment of every process of one command, and of no other. */
    public static final String MARK = "SEEDGATE_EXEC";

    private static final Duration KILLED_WITHIN = Duration.ofSeconds(5);
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

    private final Process process;
    private final ProcessTree tree;
    private final Watchdog watchdog;
    private final Thread reader;
    /** Nothing is left of it: its number may be another process's from now on. */
    private volatile boolean over;

    private RunningCommand(Process process, ProcessTree tree, Watchdog watchdog, Thread reader) {
        this.process = process;
        this.tree = tree;
        this.watchdog = watchdog;
        this.reader = reader;
    }

    /**
     * Starts it in a session of its own, without input, so that no signal of a terminal reaches it.
     *
     * @throws IOException when the system cannot; the message is for a person
     */
    public static RunningCommand start(Command command, CommandOutput output) throws IOException {
        Optional<Path> setsid = onPath("setsid");
        var arguments = new ArrayList<String>();
        setsid.ifPresent(path -> arguments.add(path.toString()));
        arguments.addAll(command.arguments());
        ProcessBuilder builder = new ProcessBuilder(arguments)
                .redirectErrorStream(true)
                .redirectInput(Redirect.from(Path.of("/dev/null").toFile()));
        if (!Files.isDirectory(command.directory())) {
            throw new IOException("the directory " + command.directory() + " is not there");
        }
        String mark = UUID.randomUUID().toString();
        builder.directory(command.directory().toFile());
        builder.environment().clear();
        builder.environment().putAll(command.environment());
        builder.environment().put(MARK, mark);
        var watchdog = Watchdog.start(mark);
        try {
            Process process = builder.start();
            var tree = new ProcessTree(process.toHandle(), setsid.isPresent(), MARK + "=" + mark);
            Thread reader = Thread.ofPlatform()
                    .daemon()
                    .name("output of " + process.pid())
                    .start(() -> output.readToEnd(process.getInputStream()));
            return new RunningCommand(process, tree, watchdog, reader);
        } catch (IOException e) {
            watchdog.dismiss();
            throw e;
        }
    }

    private static Optional<Path> onPath(String program) {
        String path = System.getenv().getOrDefault("PATH", "");
        return List.of(path.split(":")).stream()
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Waits for the command's first process; false when it still runs after that time. */
    public boolean await(Duration time) throws InterruptedException {
        return process.waitFor(time.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Of the command's first process, which has ended: 128 + n after signal n. */
    public int exitStatus() {
        return process.exitValue();
    }

    /**
     * Ends all that is left of it: SIGTERM, and after the grace SIGKILL. Returns when nothing is left.
     *
     * @return false when something could not be ended even so
     */
    public boolean end(Duration grace) {
        if (!over) {
            tree.terminate();
            over = tree.awaitNone(grace) || tree.kill(KILLED_WITHIN);
            tidyUp();
        }
        return over;
    }

    /** SIGKILL to all that is left of it. */
    @Override
    public void close() {
        if (!over) {
            over = tree.kill(KILLED_WITHIN);
            tidyUp();
        }
    }

    private void tidyUp() {
        if (over) {
            watchdog.dismiss();
        }
        awaitLastWords();
    }

    /** The output ends with the last process that can write to it. */
    private void awaitLastWords() {
        try {
            if (!reader.join(LAST_WORDS)) {
                process.getInputStream().close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            // closed all the same
        }
    }
}
