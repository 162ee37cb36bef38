package dev.seedgate.localstack.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * One small shell process for each JVM that ends the children and removes the folders which the JVM leaves behind. It reads what
 * there is to watch from a pipe whose other end only this JVM holds; when the JVM is gone, for whatever reason, the pipe ends and
 * the reaper does its work. That holds for SIGKILL, where no shutdown hook runs, and it is also what happens on Ctrl-C and on a
 * normal exit: children live until the last shutdown hook of this JVM has run.
 */
public final class Reaper {

    /** Leaves this JVM's process group, so that killing the whole group does not kill the reaper before it has done its work. */
    private static final String OWN_SESSION = """
            command -v setsid >/dev/null 2>&1 && exec setsid sh -c "$1" "$0"
            exec sh -c "$1" "$0"
            """;

    private static @Nullable Reaper instance;

    private final OutputStream orders;

    private Reaper(OutputStream orders) {
        this.orders = orders;
    }

    /** The reaper of this JVM, started on first use. */
    public static synchronized Reaper get() {
        if (instance == null) {
            instance = new Reaper(startShell());
        }
        return instance;
    }

    /** Has the folder removed, with all that is in it, when this JVM is gone and the children have ended. */
    public void removeAtExit(Path folder) {
        send("remove " + checked(folder));
    }

    /** Takes {@link #removeAtExit} back. */
    public void keep(Path folder) {
        send("keep " + checked(folder));
    }

    void watch(Process child, Signal endSignal) {
        long pid = child.pid();
        send("watch " + pid + ":" + endSignal);
        Thread.startVirtualThread(() -> {
            child.onExit().join();
            send("forget " + pid);
        });
    }

    private synchronized void send(String order) {
        try {
            orders.write((order + "\n").getBytes(StandardCharsets.UTF_8));
            orders.flush();
        } catch (IOException e) {
            throw new ProcessFailedException(
                    "The reaper, which ends child processes together with this JVM, is gone: do not kill it", e);
        }
    }

    private static String checked(Path folder) {
        String path = folder.toAbsolutePath().normalize().toString();
        if (path.contains("\n") || folder.toAbsolutePath().normalize().getNameCount() < 2) {
            throw new IllegalArgumentException("Not a folder that may be removed as a whole: '" + path + "'");
        }
        return path;
    }

    private static OutputStream startShell() {
        try (InputStream script = Reaper.class.getResourceAsStream("reaper.sh")) {
            if (script == null) {
                throw new IllegalStateException("reaper.sh is missing beside " + Reaper.class.getName());
            }
            String text = new String(script.readAllBytes(), StandardCharsets.UTF_8);
            return new ProcessBuilder("sh", "-c", OWN_SESSION, "seedgate-reaper", text)
                    .directory(Path.of("/").toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.DISCARD)
                    .start()
                    .getOutputStream();
        } catch (IOException e) {
            throw new ProcessFailedException(
                    "Child processes need a POSIX shell ('sh'), as on Linux and macOS; elsewhere run Docker and set"
                            + " seedgate.localstack=docker",
                    e);
        }
    }
}
