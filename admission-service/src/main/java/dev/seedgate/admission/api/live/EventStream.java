package dev.seedgate.admission.api.live;

import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;

/**
 * One client of server-sent events, who is told things only while he {@linkplain #isReading reads}. So whoever is slow is told less,
 * and nothing is kept for him.
 */
final class EventStream {
    /** After which a client should come again that has lost us. */
    private static final long COME_AGAIN_MILLIS = 1_000;

    private static final long PATIENCE = Duration.ofMinutes(1).toNanos();

    private final MultiEmitter<? super OutboundSseEvent> emitter;
    private final Sse sse;
    private long lastSent = System.nanoTime();

    EventStream(MultiEmitter<? super OutboundSseEvent> emitter, Sse sse) {
        this.emitter = emitter;
        this.sse = sse;
    }

    /** Answers at once, also where there is nothing to tell yet. */
    void open() {
        send(sse.newEventBuilder()
                .comment("watching")
                .reconnectDelay(COME_AGAIN_MILLIS)
                .build());
    }

    /** Whether he has taken all that he was told. */
    boolean isReading() {
        return emitter.requested() > 0;
    }

    /** Whether he has left, or has taken nothing for so long that he may as well have. */
    boolean isGone() {
        return emitter.isCancelled() || (!isReading() && System.nanoTime() - lastSent > PATIENCE);
    }

    void tell(String name, String json) {
        send(sse.newEventBuilder().name(name).data(String.class, json).build());
    }

    /** @param id by which he can come again */
    void tell(String name, String id, String json) {
        send(sse.newEventBuilder().id(id).name(name).data(String.class, json).build());
    }

    /** After so long a silence says something, by which both sides notice when the other is gone. */
    void breakSilence(Duration silence) {
        if (System.nanoTime() - lastSent >= silence.toNanos()) {
            send(sse.newEventBuilder().comment("still here").build());
        }
    }

    private void send(OutboundSseEvent event) {
        lastSent = System.nanoTime();
        emitter.emit(event);
    }
}
