package dev.seedgate.cli.demo;

import dev.seedgate.cli.client.SeedView;
import dev.seedgate.cli.text.Words;
import dev.seedgate.protocol.SeedState;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** A line when a seed starts and a line when it ends: for pipes, files and terminals that cannot do more. */
final class PlainProgress implements Progress {
    private final Narrator narrator;
    private final Map<String, String> told = new HashMap<>();

    PlainProgress(Narrator narrator) {
        this.narrator = narrator;
    }

    @Override
    public void show(Snapshot snapshot) {
        for (SeedView seed : snapshot.seeds()) {
            String key = seed.state() + "/" + Words.orEmpty(seed.token());
            if (!key.equals(told.put(seed.id(), key))) {
                tell(seed, snapshot.elapsed());
            }
        }
    }

    @Override
    public void event(String line) {
        narrator.line("  " + line);
    }

    @Override
    public void close() {
        told.clear();
    }

    private void tell(SeedView seed, Duration elapsed) {
        switch (seed.state()) {
            case ACCEPTED, QUEUED -> {}
            case RUNNING -> tell(elapsed, seed, "started on %s with token %s".formatted(seed.worker(), seed.token()));
            case HELD -> tell(elapsed, seed, "stopped by an operator; it goes on when the cluster is resumed");
            case RETRYING -> tell(elapsed, seed, "failed, will be tried again: " + seed.error());
            case SUCCEEDED ->
                tell(
                        elapsed,
                        seed,
                        "succeeded: %s in %s"
                                .formatted(
                                        Words.count(seed.rows() == null ? 0 : seed.rows(), "row"),
                                        Words.duration(seed.runTime(Instant.now()))));
            case DEAD, CANCELLED -> tell(elapsed, seed, word(seed.state()) + ": " + seed.error());
        }
    }

    private void tell(Duration elapsed, SeedView seed, String what) {
        narrator.line("%9s  %-20s %s".formatted(Words.duration(elapsed), seed.seed(), what));
    }

    private static String word(SeedState state) {
        return state == SeedState.DEAD ? "failed for good" : "cancelled";
    }
}
