package dev.seedgate.verification.checker;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What PostgreSQL showed of one token's sessions.
 *
 * @param firstAnsweredAt when it had answered the first look that showed one: no session was opened later than that
 * @param lastAskedAt before the last look that showed one: some session ended later than that
 * @param lastAnsweredAt when that look had been answered
 * @param most sessions at once
 * @param longest for how long, without a break, at least one session was seen, at least two, and so on
 */
public record Sighting(
        Instant firstAnsweredAt, Instant lastAskedAt, Instant lastAnsweredAt, int most, List<Duration> longest) {
    public Sighting {
        longest = List.copyOf(longest);
    }

    /** For how long more sessions than that were seen without a break; zero where one look alone showed them. */
    public Duration longestAbove(int sessions) {
        return sessions < longest.size() ? longest.get(sessions) : Duration.ZERO;
    }
}
