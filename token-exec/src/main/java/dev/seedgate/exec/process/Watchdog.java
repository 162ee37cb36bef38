package dev.seedgate.exec.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import java.util.UUID;

/**
 * A small shell process that ends one command when this JVM is gone, for whatever reason, SIGKILL included: it reads from a pipe
 * whose other end only this JVM holds. Whoever is given the work next would otherwise do it beside a command that still runs.
 *
 * <p>It may be there long before its command, which then begins the sooner. Where there comes none it must be {@linkplain #dismiss dismissed}.
 */
public final class Watchdog {
    /** Leaves this JVM's process group, so that what ends the whole group does not end it before it has done its work. */
    private static final String OWN_SESSION = """
            command -v setsid >/dev/null 2>&1 && exec setsid sh -c "$1" "$0" "$2"
            exec sh -c "$1" "$0" "$2"
            """;

    private final Process shell;
    private final String mark;

    private Watchdog(Process shell, String mark) {
        this.shell = shell;
        this.mark = mark;
    }

    /**
     * Begins to watch over a command that is to come.
     *
     * @throws IOException when the system cannot; the message is for a person
     */
    public static Watchdog start() throws IOException {
        String mark = UUID.randomUUID().toString();
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
            return new Watchdog(builder.start(), mark);
        }
    }

    /** What its command bears: the value of {@link RunningCommand#MARK}. */
    String mark() {
        return mark;
    }

    /** The command is over, or will not come; there is nothing to watch any more. */
    public void dismiss() {
        try (OutputStream orders = shell.getOutputStream()) {
            orders.write("over\n".getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            // it is gone already
        }
    }
}
