package dev.seedgate.admission.api;

import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One client of server-sent events. Never has more than one event under way: whoever reads slowly gets fewer of them, and whoever
 * does not read at all is left.
 */
final class EventClient {
    private static final long PATIENCE_SECONDS = 30;

    private final SseEventSink sink;
    private final Sse sse;
    private @Nullable String lastId;
    private long lastSent = System.nanoTime();

    /** @param lastId of the last event that it has; null for none */
    EventClient(SseEventSink sink, Sse sse, @Nullable String lastId) {
        this.sink = sink;
        this.sse = sse;
        this.lastId = lastId;
    }

    /** Sends an event unless its content is that of the last one. False when the client is gone. */
    boolean tell(String name, String content) throws InterruptedException {
        String id =
                UUID.nameUUIDFromBytes(content.getBytes(StandardCharsets.UTF_8)).toString();
        if (id.equals(lastId)) {
            return !sink.isClosed();
        }
        lastId = id;
        return send(sse.newEventBuilder()
                .id(id)
                .name(name)
                .data(String.class, content)
                .build());
    }

    /** Finds out whether the client is still there, where nothing was sent for so long. */
    boolean isThere(Duration silence) throws InterruptedException {
        return System.nanoTime() - lastSent < silence.toNanos()
                ? !sink.isClosed()
                : send(sse.newEventBuilder().comment("still here").build());
    }

    private boolean send(OutboundSseEvent event) throws InterruptedException {
        if (sink.isClosed()) {
            return false;
        }
        lastSent = System.nanoTime();
        try {
            sink.send(event).toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return true;
        } catch (ExecutionException | TimeoutException | IllegalStateException e) {
            return false;
        }
    }
}
