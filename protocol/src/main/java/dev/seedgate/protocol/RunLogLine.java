package dev.seedgate.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;

/**
 * A line of a run's log. A run says at most {@value #MAX_LINES} lines and then what it left out, so that no script can fill the topic.
 *
 * @param request whose run it is
 * @param token of the run: every attempt has another
 * @param number within the run, from 1
 * @param at by the worker's clock
 * @param text one line or several, at most {@value #MAX_TEXT} characters
 */
public record RunLogLine(String request, String token, int number, Instant at, Kind kind, String text) {
    public static final int MAX_LINES = 1_000;
    public static final int MAX_TEXT = 2_000;

    /** Who says it. */
    public enum Kind {
        /** The worker: what it does. */
        @JsonProperty("run")
        RUN,
        /** PostgreSQL: a notice, a warning. */
        @JsonProperty("notice")
        NOTICE,
        /** A command that the seed runs. */
        @JsonProperty("output")
        OUTPUT,
        /** The worker: how the run ended. The last line. */
        @JsonProperty("end")
        END
    }

    public RunLogLine {
        Checks.text("request", request, Scheduling.MAX_ID);
        Checks.text("token", token, 64);
        Checks.between("number", 1, Integer.MAX_VALUE, number);
        Checks.present("at", at);
        Checks.present("kind", kind);
        Checks.text("text", text, MAX_TEXT);
    }
}
