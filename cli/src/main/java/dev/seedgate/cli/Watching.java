package dev.seedgate.cli;

import dev.seedgate.cli.client.Answer;
import dev.seedgate.cli.client.EventStream;
import dev.seedgate.cli.client.ProblemException;
import dev.seedgate.cli.client.SeedView;
import dev.seedgate.cli.client.SeedgateClient;
import dev.seedgate.cli.client.UnreachableException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Follows a request's events to its end, over as many connections as that takes. */
final class Watching {
    private static final Duration PAUSE = Duration.ofMillis(500);
    /** A failover of the service takes seconds; a request that was accepted is not lost by it. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final SeedgateClient client;
    private final String id;
    private @Nullable String lastEventId;
    /** When nobody answered first since somebody did. */
    private @Nullable Instant failingSince;

    Watching(SeedgateClient client, String id) {
        this.client = client;
        this.id = id;
    }

    /** Returns the request as it ended, which was told as well. */
    Answer<SeedView> toEnd(Consumer<Answer<SeedView>> told) throws InterruptedException {
        while (true) {
            try (EventStream events = client.events(id, lastEventId)) {
                failingSince = null;
                Optional<Answer<SeedView>> end = follow(events, told);
                if (end.isPresent()) {
                    return end.get();
                }
            } catch (UnreachableException e) {
                requirePatience(e);
            } catch (ProblemException e) {
                if (lastEventId == null || !e.isUnavailable()) {
                    throw e;
                }
                requirePatience(e);
            }
            Thread.sleep(PAUSE);
        }
    }

    private Optional<Answer<SeedView>> follow(EventStream events, Consumer<Answer<SeedView>> told) {
        for (Optional<EventStream.Event> event = events.next(); event.isPresent(); event = events.next()) {
            Answer<SeedView> seed = client.seed(event.get());
            lastEventId = event.get().id();
            told.accept(seed);
            if (seed.value().state().isFinal()) {
                return Optional.of(seed);
            }
        }
        return Optional.empty();
    }

    /** Somebody who never answered is most likely not there at all. */
    private void requirePatience(RuntimeException problem) {
        Instant now = Instant.now();
        Instant since = failingSince == null ? now : failingSince;
        failingSince = since;
        if (lastEventId == null || Duration.between(since, now).compareTo(PATIENCE) > 0) {
            throw problem;
        }
    }
}
