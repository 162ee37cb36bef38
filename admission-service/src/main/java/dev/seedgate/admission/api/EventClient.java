package dev.seedgate.admission.api;

import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One client of server-sent events. Of what it has not read yet only the last event is kept: whoever reads slowly gets fewer of them,
 * and whoever does not read costs no more than one.
 */
final class EventClient {
    private final MultiEmitter<? super OutboundSseEvent> emitter;
    private final Sse sse;
    private @Nullable String lastId;
    private long lastSent = System.nanoTime();

    /**
     * Takes a client on.
     *
     * @param emitter keeps the latest event only
     * @param lastId of the last event that it has; null for none
     */
    EventClient(MultiEmitter<? super OutboundSseEvent> emitter, Sse sse, @Nullable String lastId) {
        this.emitter = emitter;
        this.sse = sse;
        this.lastId = lastId;
    }

    /** Runs this when the client has left, or the stream has ended. */
    void whenGone(Runnable action) {
        emitter.onTermination(action);
    }

    /** Answers at once, also where there is nothing to tell yet. */
    void open() {
        send(sse.newEventBuilder().comment("watching").build());
    }

    /** Sends an event unless its content is that of the last one. */
    void tell(String name, String content) {
        String id =
                UUID.nameUUIDFromBytes(content.getBytes(StandardCharsets.UTF_8)).toString();
        if (!id.equals(lastId)) {
            lastId = id;
            send(sse.newEventBuilder()
                    .id(id)
                    .name(name)
                    .data(String.class, content)
                    .build());
        }
    }

    /** After so long a silence says something, by which both sides notice when the other is gone. Never in place of an unread event. */
    void breakSilence(Duration silence) {
        if (System.nanoTime() - lastSent >= silence.toNanos() && emitter.requested() > 0) {
            send(sse.newEventBuilder().comment("still here").build());
        }
    }

    boolean isGone() {
        return emitter.isCancelled();
    }

    void close() {
        emitter.complete();
    }

    private void send(OutboundSseEvent event) {
        lastSent = System.nanoTime();
        emitter.emit(event);
    }
}
