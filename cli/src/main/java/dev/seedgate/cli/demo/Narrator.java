package dev.seedgate.cli.demo;

import dev.seedgate.cli.text.Words;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;

/** Tells people what happens, one line for each thing that is done. Silent from the moment at which everything ends. */
final class Narrator {
    private static final int NAME_WIDTH = 46;

    private final PrintWriter out;
    private volatile boolean silent;

    Narrator(PrintWriter out) {
        this.out = out;
    }

    /** What a step leaves behind: its value, and what to say of it. */
    record Done<T>(T value, String remark) {}

    void line(String line) {
        if (!silent) {
            out.println(line);
            out.flush();
        }
    }

    /** Does something, then says how long it took. */
    <T> T step(String name, Callable<Done<T>> work) throws Exception {
        long began = System.nanoTime();
        Done<T> done = work.call();
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        line("  %s %7s  %s"
                .formatted(padded(name), Words.duration(took), done.remark())
                .stripTrailing());
        return done.value();
    }

    boolean isSilent() {
        return silent;
    }

    /** The last word; whatever other threads still want to say is not printed. */
    void lastLine(String line) {
        silent = true;
        out.println(line);
        out.flush();
    }

    private static String padded(String name) {
        return name + " " + ".".repeat(Math.max(0, NAME_WIDTH - name.length()));
    }
}
