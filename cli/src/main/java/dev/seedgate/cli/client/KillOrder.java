package dev.seedgate.cli.client;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which seeds are to be killed.
 *
 * @param tokens null for all
 */
public record KillOrder(
        @Nullable List<String> tokens,
        boolean hold,
        boolean dryRun,
        String by,
        @Nullable String reason) {
    /** The same, to ask first. */
    public KillOrder dry() {
        return new KillOrder(tokens, hold, true, by, reason);
    }
}
