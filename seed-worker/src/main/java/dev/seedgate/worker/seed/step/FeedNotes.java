package dev.seedgate.worker.seed.step;

import dev.seedgate.worker.feed.record.FeedContent;
import dev.seedgate.worker.feed.source.FeedDigest;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the feeds of a run held, by step, where somebody wants to compare it later. Used by one thread. */
public final class FeedNotes {
    private final boolean wanted;
    private final Map<Integer, FeedContent> contents = new TreeMap<>();

    /** @param wanted otherwise nothing is noted, and reading costs nothing more */
    public FeedNotes(boolean wanted) {
        this.wanted = wanted;
    }

    /** To read a feed with. */
    public Optional<FeedDigest> begin() {
        return wanted ? Optional.of(new FeedDigest()) : Optional.empty();
    }

    /**
     * Its feed was read to its end.
     *
     * @param step from 1
     */
    public void read(int step, FeedDigest digest) {
        contents.put(step, digest.content());
    }

    /** By step. */
    public Map<Integer, FeedContent> contents() {
        return Map.copyOf(contents);
    }
}
