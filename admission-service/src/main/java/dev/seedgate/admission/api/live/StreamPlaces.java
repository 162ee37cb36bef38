package dev.seedgate.admission.api.live;

import dev.seedgate.admission.api.problem.ProblemException;
import dev.seedgate.admission.api.problem.ProblemKind;
import dev.seedgate.admission.config.HttpLimits;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.inject.Singleton;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.concurrent.Semaphore;

/** Opens streams, so many at a time and no more: each has a connection and a thread. */
@Singleton
class StreamPlaces {
    private final Semaphore places;

    StreamPlaces(HttpLimits limits) {
        this.places = new Semaphore(limits.maxStreams());
    }

    /** What is told to one client, until he is gone. */
    @FunctionalInterface
    interface Telling {
        void tell(EventStream client) throws InterruptedException;
    }

    /** @throws ProblemException when all places are taken */
    Multi<OutboundSseEvent> open(Sse sse, Telling telling) {
        if (!places.tryAcquire()) {
            throw new ProblemException(
                    ProblemKind.TOO_MANY_WATCHERS,
                    "this replica's places for pages and other live streams are all taken");
        }
        return Multi.createFrom().emitter(emitter -> follow(emitter, sse, telling), BackPressureStrategy.BUFFER);
    }

    /** On a thread of its own, which ends when the client leaves. */
    private void follow(MultiEmitter<? super OutboundSseEvent> emitter, Sse sse, Telling telling) {
        Thread thread = Thread.ofVirtual().name("stream").unstarted(() -> {
            try {
                EventStream client = new EventStream(emitter, sse);
                client.open();
                telling.tell(client);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt(); // the client has left
            } finally {
                places.release();
                emitter.complete();
            }
        });
        emitter.onTermination(thread::interrupt);
        thread.start();
    }
}
