package dev.seedgate.cli.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads server-sent events (the HTML standard, 9.2). A service says something at least every 15 seconds; one that is silent for longer
 * is taken for gone.
 */
public final class EventStream implements AutoCloseable {
    private static final Duration SILENCE = Duration.ofSeconds(40);
    private static final int LINES_AHEAD = 64;

    private final URI server;
    private final InputStream body;
    private final BlockingQueue<Read> read = new ArrayBlockingQueue<>(LINES_AHEAD);
    private final Thread reader;

    /**
     * An event.
     *
     * @param id to go on from; null where it has none
     */
    public record Event(@Nullable String id, String data) {}

    /** A line, or how it ended: with an error or without. */
    private record Read(@Nullable String line, @Nullable IOException error) {}

    EventStream(URI server, InputStream body) {
        this.server = server;
        this.body = body;
        this.reader = Thread.ofVirtual().name("events").start(this::readAll);
    }

    /**
     * Waits for the next event.
     *
     * @return empty when the service has ended the stream
     * @throws UnreachableException when it broke off, or the service is silent
     */
    public Optional<Event> next() throws InterruptedException {
        String id = null;
        StringBuilder data = new StringBuilder();
        for (Optional<String> line = line(); line.isPresent(); line = line()) {
            String text = line.get();
            if (text.isEmpty() && !data.isEmpty()) {
                return Optional.of(new Event(id, data.toString()));
            }
            if (text.startsWith("id:")) {
                id = value(text);
            } else if (text.startsWith("data:")) {
                data.append(data.isEmpty() ? "" : "\n").append(value(text));
            }
        }
        return Optional.empty();
    }

    private static String value(String line) {
        String value = line.substring(line.indexOf(':') + 1);
        return value.startsWith(" ") ? value.substring(1) : value;
    }

    private Optional<String> line() throws InterruptedException {
        Read next = read.poll(SILENCE.toMillis(), TimeUnit.MILLISECONDS);
        if (next == null) {
            throw new UnreachableException(
                    server, new IOException("it said nothing for " + SILENCE.toSeconds() + " s"));
        }
        if (next.error() != null) {
            throw new UnreachableException(server, next.error());
        }
        return Optional.ofNullable(next.line());
    }

    private void readAll() {
        try (var lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                read.put(new Read(line, null));
            }
            read.put(new Read(null, null));
        } catch (IOException e) {
            end(new Read(null, e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // nobody reads any more
        }
    }

    private void end(Read end) {
        try {
            read.put(end);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        reader.interrupt();
        try {
            body.close();
        } catch (IOException e) {
            // It is not read any more.
        }
    }
}
