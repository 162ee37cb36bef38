package dev.seedgate.cli.client;

import dev.seedgate.cli.client.Exchange.Stream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads server-sent events (the HTML standard, 9.2). A service says something at least every 15 seconds; one that is silent for longer
 * is taken for gone. Used by one thread.
 */
public final class EventStream implements AutoCloseable {
    static final Duration SILENCE = Duration.ofSeconds(40);

    private final URI server;
    private final Stream answer;
    private final BufferedReader lines;

    /**
     * An event.
     *
     * @param id to go on from; null where it has none
     */
    public record Event(@Nullable String id, String data) {}

    /**
     * Reads what a service says.
     *
     * @param answer that fails to be read after {@link #SILENCE}
     */
    EventStream(URI server, Stream answer) {
        this.server = server;
        this.answer = answer;
        try {
            this.lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UnreachableException(server, e);
        }
    }

    /**
     * Waits for the next event.
     *
     * @return empty when the service has ended the stream
     * @throws UnreachableException when it broke off, or the service is silent
     */
    public Optional<Event> next() {
        String id = null;
        StringBuilder data = new StringBuilder();
        for (String line = line(); line != null; line = line()) {
            if (line.isEmpty() && !data.isEmpty()) {
                return Optional.of(new Event(id, data.toString()));
            }
            if (line.startsWith("id:")) {
                id = value(line);
            } else if (line.startsWith("data:")) {
                data.append(data.isEmpty() ? "" : "\n").append(value(line));
            }
        }
        return Optional.empty();
    }

    private static String value(String line) {
        String value = line.substring(line.indexOf(':') + 1);
        return value.startsWith(" ") ? value.substring(1) : value;
    }

    private @Nullable String line() {
        try {
            return lines.readLine();
        } catch (SocketTimeoutException e) {
            throw new UnreachableException(
                    server, new IOException("it said nothing for " + SILENCE.toSeconds() + " s", e));
        } catch (IOException e) {
            throw new UnreachableException(server, e);
        }
    }

    @Override
    public void close() {
        try {
            answer.close();
        } catch (IOException e) {
            // It is not read any more.
        }
    }
}
