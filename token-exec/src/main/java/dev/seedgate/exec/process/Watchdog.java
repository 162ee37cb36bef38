package dev.seedgate.exec.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;

/**
 * A small shell process that ends one command when this JVM is gone, for whatever reason, SIGKILL included: it reads from a pipe
 * whose other end only this JVM holds. Whoever is given the work next would otherwise do it beside a command that still runs.
 */
final class Watchdog {
    /** Leaves this JVM's process group, so that what ends the whole group does not end it before it has done its work. */
    private static final String OWN_SESSION = """
            command -v setsid >/dev/null 2>&1 && exec setsid sh -c "$1" "$0" "$2"
            exec sh -c "$1" "$0" "$2"
            """;

    private final Process shell;

    private Watchdog(Process shell) {
        this.shell = shell;
    }

    /** @param mark of the command, the value of {@link RunningCommand#MARK} */
    static Watchdog start(String mark) throws IOException {
        try (InputStream script = Watchdog.class.getResourceAsStream("watchdog.sh")) {
            if (script == null) {
                throw new IllegalStateException("watchdog.sh is missing beside " + Watchdog.class.getName());
            }
            String text = new String(script.readAllBytes(), StandardCharsets.UTF_8);
            ProcessBuilder builder = new ProcessBuilder(
                            "sh", "-c", OWN_SESSION, "seedgate-watchdog", text, RunningCommand.MARK + "=" + mark)
                    .directory(Path.of("/").toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.DISCARD);
            builder.environment().keySet().retainAll(Set.of("PATH"));
            return new Watchdog(builder.start());
        }
    }

    /** The command is over; there is nothing to watch any more. */
    void dismiss() {
        try (OutputStream orders = shell.getOutputStream()) {
            orders.write("over\n".getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            // it is gone already
        }
    }
}
