package dev.seedgate.verification.checker;

import dev.seedgate.protocol.DeadLetter;
import dev.seedgate.protocol.SeedState;
import dev.seedgate.protocol.StatusMessage.SeedStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Every word of the ledger on each request, in its order; and who was dead-lettered. */
public final class RequestLives implements TopicObserver {
    private final Map<String, List<SeedStatus>> lives = new LinkedHashMap<>();
    private final Map<String, Integer> deadLetters = new HashMap<>();
    private final Set<String> unfinished = new LinkedHashSet<>();

    @Override
    public synchronized void status(SeedStatus status, Instant appendedAt) {
        lives.computeIfAbsent(status.request().id(), id -> new ArrayList<>()).add(status);
        if (status.state().isFinal()) {
            unfinished.remove(status.request().id());
        } else {
            unfinished.add(status.request().id());
        }
    }

    @Override
    public synchronized void deadLetter(DeadLetter letter, Instant appendedAt) {
        deadLetters.merge(letter.request().id(), 1, Integer::sum);
    }

    /** The ids of all requests that anything was said of. */
    public synchronized List<String> ids() {
        return List.copyOf(lives.keySet());
    }

    /** The ids of those whose last word is not final, in the order in which they were first heard of. */
    public synchronized List<String> unfinished() {
        return List.copyOf(unfinished);
    }

    /** From the first word to the last; empty where nothing was said. */
    public synchronized List<SeedStatus> of(String request) {
        return List.copyOf(lives.getOrDefault(request, List.of()));
    }

    public Optional<SeedStatus> last(String request) {
        List<SeedStatus> life = of(request);
        return life.isEmpty() ? Optional.empty() : Optional.of(life.getLast());
    }

    /** How often the request was put to the dead letters. */
    public synchronized int deadLetters(String request) {
        return deadLetters.getOrDefault(request, 0);
    }

    /** Requests whose last word is that state. */
    public List<SeedStatus> in(SeedState state) {
        return ids().stream()
                .flatMap(id -> last(id).stream())
                .filter(status -> status.state() == state)
                .toList();
    }
}
