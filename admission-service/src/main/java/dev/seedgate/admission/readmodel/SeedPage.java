package dev.seedgate.admission.readmodel;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list.
 *
 * @param seeds newest first
 * @param total how many match the filter on all pages
 * @param next where to go on; null on the last page
 */
public record SeedPage(
        List<SeedSnapshot> seeds, int total, @Nullable SeedPlace next) {
    public SeedPage {
        seeds = List.copyOf(seeds);
    }
}
