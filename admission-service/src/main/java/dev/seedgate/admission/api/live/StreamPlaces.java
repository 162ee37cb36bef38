package dev.seedgate.admission.api.live;

import dev.seedgate.admission.access.Callers;
import dev.seedgate.admission.api.problem.LimitedPlaces;
import dev.seedgate.admission.config.HttpLimits;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.inject.Singleton;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import org.jboss.logging.Logger;

/** Opens streams, so many at a time and no more: each has a connection and a thread. */
@Singleton
class StreamPlaces {
    private static final Logger LOG = Logger.getLogger(StreamPlaces.class);

    private final LimitedPlaces places;

    StreamPlaces(HttpLimits limits, Callers callers) {
        this.places = new LimitedPlaces(
                "this replica's places for pages and other live streams are all taken",
                limits.maxStreams(),
                limits.maxStreamsPerCaller(),
                callers);
    }

    /** What is told to one client, until he is gone. */
    @FunctionalInterface
    interface Telling {
        void tell(EventStream client) throws InterruptedException;
    }

    /** @throws dev.seedgate.admission.api.problem.ProblemException when all places are taken */
    Multi<OutboundSseEvent> open(Sse sse, Telling telling) {
        Runnable leave = places.take();
        return Multi.createFrom().emitter(emitter -> follow(emitter, sse, telling, leave), BackPressureStrategy.BUFFER);
    }

    /** On a thread of its own, which ends when the client leaves. */
    private static void follow(
            MultiEmitter<? super OutboundSseEvent> emitter, Sse sse, Telling telling, Runnable leave) {
        Thread thread = Thread.ofVirtual().name("stream").unstarted(() -> {
            try {
                EventStream client = new EventStream(emitter, sse);
                client.open();
                telling.tell(client);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt(); // the client has left
            } catch (RuntimeException e) {
                LOG.error("A stream broke off; its reader comes again", e);
            } finally {
                leave.run();
                emitter.complete();
            }
        });
        emitter.onTermination(thread::interrupt);
        thread.start();
    }
}
