package dev.seedgate.exec.process;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

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
    private final @Nullable Thread reader;
    /** Nothing is left of it: its number may be another process's from now on. */
    private volatile boolean over;

    private RunningCommand(Process process, ProcessTree tree, Watchdog watchdog, @Nullable Thread reader) {
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
        return start(builder, command, setsid.isPresent(), output, Watchdog.start());
    }

    /**
     * Starts it where we are: at our terminal, with our input and output, in our process group, so that a terminal's signals reach it.
     *
     * @param watchdog that nothing else was started with; dismissed with the command, also where that cannot be started
     * @throws IOException when the system cannot; the message is for a person
     */
    public static RunningCommand startHere(Command command, Watchdog watchdog) throws IOException {
        return start(new ProcessBuilder(command.arguments()).inheritIO(), command, false, null, watchdog);
    }

    private static RunningCommand start(
            ProcessBuilder builder,
            Command command,
            boolean ownSession,
            @Nullable CommandOutput output,
            Watchdog watchdog)
            throws IOException {
        builder.directory(command.directory().toFile());
        builder.environment().clear();
        builder.environment().putAll(command.environment());
        builder.environment().put(MARK, watchdog.mark());
        try {
            if (!Files.isDirectory(command.directory())) {
                throw new IOException("the directory " + command.directory() + " is not there");
            }
            Process process = builder.start();
            var tree = new ProcessTree(process.toHandle(), ownSession, MARK + "=" + watchdog.mark());
            return new RunningCommand(process, tree, watchdog, reader(process, output));
        } catch (IOException e) {
            watchdog.dismiss();
            throw e;
        }
    }

    private static @Nullable Thread reader(Process process, @Nullable CommandOutput output) {
        return output == null
                ? null
                : Thread.ofPlatform()
                        .daemon()
                        .name("output of " + process.pid())
                        .start(() -> output.readToEnd(process.getInputStream()));
    }

    private static Optional<Path> onPath(String program) {
        String path = System.getenv().getOrDefault("PATH", "");
        return List.of(path.split(":")).stream()
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Sends its first process a signal, by its name without SIG; does nothing where it has ended. */
    public void signal(String name) {
        try {
            if (process.isAlive()) {
                new ProcessBuilder("kill", "-s", name, Long.toString(process.pid()))
                        .redirectErrorStream(true)
                        .redirectOutput(Redirect.DISCARD)
                        .start();
            }
        } catch (IOException e) {
            process.destroy(); // without the program, all there is
        }
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
            over = !tree.terminate() || tree.awaitNone(grace) || tree.kill(KILLED_WITHIN);
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
        Thread thread = reader;
        if (thread == null) {
            return;
        }
        try {
            if (!thread.join(LAST_WORDS)) {
                process.getInputStream().close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            // closed all the same
        }
    }
}
