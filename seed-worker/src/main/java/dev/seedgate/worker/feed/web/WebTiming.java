package dev.seedgate.worker.feed.web;

import java.time.Duration;

/**
 * How patient fetching is.
 *
 * @param connect for a connection to stand
 * @param answer for the server to begin its answer
 * @param silence for which nothing may come while the answer is under way
 * @param attempts in a row that may fail without a single byte coming
 * @param backOff after the first of them; doubles with each, up to {@code longestBackOff}
 */
record WebTiming(
        Duration connect, Duration answer, Duration silence, int attempts, Duration backOff, Duration longestBackOff) {
    static final WebTiming DEFAULT = new WebTiming(
            Duration.ofSeconds(10),
            Duration.ofSeconds(60),
            Duration.ofSeconds(30),
            6,
            Duration.ofMillis(500),
            Duration.ofSeconds(15));

    /** Before the next attempt, after so many that failed; at least what the server asks for, if that is not too long. */
    Duration pause(int failed, Duration asked) {
        Duration doubled = backOff.multipliedBy(1L << Math.min(failed - 1, 20));
        Duration longer = doubled.compareTo(asked) > 0 ? doubled : asked;
        return longer.compareTo(longestBackOff) > 0 ? longestBackOff : longer;
    }
}
