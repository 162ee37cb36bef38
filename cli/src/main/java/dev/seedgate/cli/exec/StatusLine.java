package dev.seedgate.cli.exec;

import java.io.PrintWriter;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What is said beside a command's own output: on a terminal one line that changes, elsewhere a line whenever there is news. */
public final class StatusLine {
    private static final String ERASE = "\r\033[K";
    private static final int WIDTH = 110;

    private final PrintWriter err;
    private final boolean live;
    private @Nullable String said;

    private StatusLine(PrintWriter err, boolean live) {
        this.err = err;
        this.live = live;
    }

    /** On standard error. */
    public static StatusLine on(PrintWriter err) {
        return new StatusLine(err, Streams.isTerminal(Streams.ERR) && !"dumb".equals(System.getenv("TERM")));
    }

    /** How often it is worth saying something. */
    Duration period() {
        return live ? Duration.ofSeconds(2) : Duration.ofSeconds(said == null ? 1 : 20);
    }

    void say(String text) {
        if (live) {
            err.print(ERASE + (text.length() > WIDTH ? text.substring(0, WIDTH - 1) + "…" : text));
            err.flush();
        } else if (said == null) {
            line(text);
        }
        said = text;
    }

    /** Takes away what is only true for the moment. */
    void clear() {
        if (live && said != null) {
            err.print(ERASE);
            err.flush();
        }
    }

    /** Something that stays. */
    public void line(String text) {
        clear();
        err.println("seedctl: " + text);
        err.flush();
    }
}
