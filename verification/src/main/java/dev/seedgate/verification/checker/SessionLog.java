package dev.seedgate.verification.checker;

import dev.seedgate.localstack.workload.SessionSample;
import dev.seedgate.protocol.TokenTag;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * What PostgreSQL itself showed of the tokens' sessions. Looks are not kept, or a run of hours would fill the memory: of each token
 * stays what the promises are held against.
 */
public final class SessionLog implements Consumer<SessionSample> {
    private final String installation;
    private final Map<String, TokenSightings> sightings = new HashMap<>();
    private Map<String, Integer> last = Map.of();
    private int count;
    private int peak;
    private int peakOfAll;
    private Instant lastAskedAt = Instant.MIN;

    public SessionLog(String installation) {
        this.installation = installation;
    }

    @Override
    public synchronized void accept(SessionSample sample) {
        Map<String, Integer> sessions = new TreeMap<>();
        sample.byApplicationName()
                .forEach((name, number) ->
                        TokenTag.token(installation, name).ifPresent(token -> sessions.put(token, number)));
        last.keySet().stream()
                .filter(token -> !sessions.containsKey(token))
                .forEach(token -> sightingsOf(token).sawNone());
        sessions.forEach((token, number) -> sightingsOf(token).saw(number, sample));
        last = sessions;
        count++;
        peak = Math.max(
                peak, sessions.values().stream().mapToInt(Integer::intValue).sum());
        peakOfAll = Math.max(peakOfAll, sample.total());
        lastAskedAt = sample.askedAt();
    }

    private TokenSightings sightingsOf(String token) {
        return sightings.computeIfAbsent(token, id -> new TokenSightings());
    }

    /** How many looks there were, those included that showed none. */
    public synchronized int count() {
        return count;
    }

    /** When the last look began. */
    public synchronized Instant lastAskedAt() {
        return lastAskedAt;
    }

    /** The most sessions of tokens at once. */
    public synchronized int peak() {
        return peak;
    }

    /** The most sessions of everybody at once. */
    public synchronized int peakOfAll() {
        return peakOfAll;
    }

    /** Tokens' sessions in the last look. */
    public synchronized Map<String, Integer> now() {
        return Map.copyOf(last);
    }

    /** Of every token that was ever seen with a session. */
    public synchronized Map<String, Sighting> all() {
        Map<String, Sighting> all = new TreeMap<>();
        sightings.forEach((token, seen) -> all.put(token, seen.summary()));
        return all;
    }

    /** What was seen of this token. */
    public synchronized Optional<Sighting> of(String token) {
        return Optional.ofNullable(sightings.get(token)).map(TokenSightings::summary);
    }
}
