package dev.seedgate.exec.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/**
 * What a command says, line by line, standard output and standard error as they come. Handed on up to a limit, read to its end in
 * any case: a command whose output nobody reads stands still. The last lines are kept for whoever has to say why it failed.
 */
public final class CommandOutput {
    /** Of one line; the rest of a longer one is left out. */
    private static final int MAX_LINE_BYTES = 4096;

    private static final int LAST_LINES = 20;
    private static final int BUFFER_BYTES = 8192;

    private final Consumer<String> sink;
    private final long maxBytes;
    private final Deque<String> last = new ArrayDeque<>();
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private boolean cut;
    private long bytes;

    /**
     * For one command.
     *
     * @param sink gets each line without its end, on a thread of this class's
     * @param maxBytes after so many, {@code sink} is told once that there is more, and gets no more
     */
    public CommandOutput(Consumer<String> sink, long maxBytes) {
        this.sink = sink;
        this.maxBytes = maxBytes;
    }

    /** The last lines that are not blank, at most so many. */
    public synchronized List<String> lastLines(int count) {
        return last.stream().skip(Math.max(0, last.size() - count)).toList();
    }

    /** Returns at the end of the stream. */
    void readToEnd(InputStream in) {
        byte[] buffer = new byte[BUFFER_BYTES];
        try (in) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                for (int i = 0; i < count; i++) {
                    take(buffer[i]);
                }
            }
        } catch (IOException e) {
            // closed by us: nobody waits for the rest
        }
        if (line.size() > 0) {
            endLine();
        }
    }

    private void take(byte octet) {
        if (octet == '\n') {
            endLine();
        } else if (line.size() < MAX_LINE_BYTES) {
            line.write(octet);
        } else {
            cut = true;
        }
    }

    private void endLine() {
        String text = line.toString(StandardCharsets.UTF_8).stripTrailing() + (cut ? " …" : "");
        long before = bytes;
        bytes += line.size() + 1;
        line.reset();
        cut = false;
        keep(text);
        if (bytes <= maxBytes) {
            sink.accept(text);
        } else if (before <= maxBytes) {
            sink.accept("… (what the command says beyond " + maxBytes + " bytes is not kept)");
        }
    }

    private synchronized void keep(String text) {
        if (!text.isBlank()) {
            last.addLast(text);
            if (last.size() > LAST_LINES) {
                last.removeFirst();
            }
        }
    }
}
