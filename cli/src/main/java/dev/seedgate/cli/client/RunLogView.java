package dev.seedgate.cli.client;

import java.time.Instant;
import java.util.List;

/**
 * What a request's runs said.
 *
 * @param complete false where there is more than is shown
 */
public record RunLogView(List<Line> lines, boolean complete) {
    /**
     * A line.
     *
     * @param token of the run
     * @param kind run, notice, output or end
     */
    public record Line(String token, int number, Instant at, String kind, String text) {}
}
