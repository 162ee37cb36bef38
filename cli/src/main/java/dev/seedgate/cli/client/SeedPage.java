package dev.seedgate.cli.client;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Requests, the newest first.
 *
 * @param total how many there are with the same filter, on all pages
 * @param next where the next page begins; null on the last
 */
public record SeedPage(
        List<SeedView> seeds, long total, @Nullable String next) {}
