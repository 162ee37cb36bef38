package dev.seedgate.verification.checker;

import dev.seedgate.localstack.workload.SessionSample;
import dev.seedgate.protocol.TokenTag;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** What PostgreSQL itself showed of the tokens' sessions, look by look. */
public final class SessionLog implements Consumer<SessionSample> {
    private final String installation;
    private final List<Look> looks = new ArrayList<>();
    private int all;
    private int peakOfAll;
    private Instant lastAskedAt = Instant.MIN;

    public SessionLog(String installation) {
        this.installation = installation;
    }

    /**
     * One look at which tokens had sessions.
     *
     * @param askedAt before PostgreSQL was asked
     * @param answeredAt when it had answered
     * @param sessions by token
     */
    public record Look(Instant askedAt, Instant answeredAt, Map<String, Integer> sessions) {
        public Look {
            sessions = Map.copyOf(sessions);
        }

        public int total() {
            return sessions.values().stream().mapToInt(Integer::intValue).sum();
        }
    }

    @Override
    public synchronized void accept(SessionSample sample) {
        Map<String, Integer> sessions = new TreeMap<>();
        sample.byApplicationName()
                .forEach((name, count) ->
                        TokenTag.token(installation, name).ifPresent(token -> sessions.put(token, count)));
        if (!sessions.isEmpty()) {
            looks.add(new Look(sample.askedAt(), sample.answeredAt(), sessions));
        }
        all++;
        peakOfAll = Math.max(peakOfAll, sample.total());
        lastAskedAt = sample.askedAt();
    }

    /** The looks that showed any token's session. */
    public synchronized List<Look> looks() {
        return List.copyOf(looks);
    }

    /** How many looks there were, those included that showed none. */
    public synchronized int count() {
        return all;
    }

    /** When the last look began. */
    public synchronized Instant lastAskedAt() {
        return lastAskedAt;
    }

    /** The most sessions of everybody at once. */
    public synchronized int peakOfAll() {
        return peakOfAll;
    }

    /** The last look that showed a session of this token. */
    public synchronized Optional<Look> lastOf(String token) {
        return looks.reversed().stream()
                .filter(look -> look.sessions().containsKey(token))
                .findFirst();
    }

    /** True when the last look of all showed no token's session. */
    public synchronized boolean isEmptyNow() {
        return looks.isEmpty() || looks.getLast().askedAt().isBefore(lastAskedAt);
    }
}
