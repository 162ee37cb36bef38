package dev.seedgate.cli.demo;

import dev.seedgate.cli.client.ClusterView;
import dev.seedgate.cli.client.SeedView;
import dev.seedgate.localstack.workload.ApiProbe;
import dev.seedgate.protocol.SeedState;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/**
 * How far the batch is at one moment.
 *
 * @param seeds in the order in which they were posted
 * @param api what the API met so far
 * @param sessions the most that PostgreSQL had at once, so far
 * @param elapsed since the batch was posted
 */
record Snapshot(List<SeedView> seeds, ClusterView cluster, ApiProbe.Result api, int sessions, Duration elapsed) {

    List<SeedView> running() {
        return seeds.stream().filter(seed -> seed.state() == SeedState.RUNNING).toList();
    }

    /** The next in line first. */
    List<SeedView> waiting() {
        return seeds.stream()
                .filter(seed -> switch (seed.state()) {
                    case ACCEPTED, QUEUED, RETRYING, HELD -> true;
                    case RUNNING, SUCCEEDED, DEAD, CANCELLED -> false;
                })
                .sorted(Comparator.comparingInt(Snapshot::position))
                .toList();
    }

    /** Why a seed waits; other seeds of the batch are called by their names and not by the ids of their requests. */
    String reason(SeedView waiting) {
        SeedView.Waiting why = waiting.waiting();
        String text = why == null || why.text() == null ? "" : why.text();
        for (SeedView seed : seeds) {
            text = text.replace(seed.id(), seed.seed());
        }
        return text;
    }

    long done() {
        return seeds.stream().filter(seed -> seed.state().isFinal()).count();
    }

    boolean isOver() {
        return done() == seeds.size();
    }

    private static int position(SeedView seed) {
        SeedView.Waiting waiting = seed.waiting();
        Integer position = waiting == null ? null : waiting.position();
        return position == null ? Integer.MAX_VALUE : position;
    }
}
