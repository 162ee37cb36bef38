package dev.seedgate.cli.demo;

import dev.seedgate.cli.CommandFailedException;
import dev.seedgate.cli.ExitCode;
import dev.seedgate.cli.client.BatchView;
import dev.seedgate.cli.client.ClusterView;
import dev.seedgate.cli.client.ProblemException;
import dev.seedgate.cli.client.SeedView;
import dev.seedgate.cli.client.SeedgateClient;
import dev.seedgate.cli.client.UnreachableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Watches a batch over HTTP until all of its seeds have ended. The service may be away for a while. */
final class BatchFollower {
    private static final Duration PERIOD = Duration.ofMillis(200);
    /** Longer than a lease, a takeover and a back-off together. */
    private static final Duration STALLED_AFTER = Duration.ofMinutes(3);

    private final SeedgateClient client;
    private final BatchView batch;
    private final Neighbours neighbours;
    private final long postedAt;
    private List<SeedView> last = List.of();
    private long lastChange = System.nanoTime();

    BatchFollower(SeedgateClient client, BatchView batch, Neighbours neighbours, long postedAt) {
        this.client = client;
        this.batch = batch;
        this.neighbours = neighbours;
        this.postedAt = postedAt;
    }

    /** @throws CommandFailedException when nothing moves any more */
    Snapshot follow(Progress progress) throws InterruptedException {
        @Nullable String away = null;
        while (true) {
            try {
                Snapshot snapshot = look();
                away = null;
                progress.show(snapshot);
                if (snapshot.isOver()) {
                    return snapshot;
                }
            } catch (UnreachableException | ProblemException e) {
                if (away == null) {
                    away = e.getMessage();
                    progress.event("The service does not answer for a moment: " + away);
                }
            }
            requireMovement();
            Thread.sleep(PERIOD);
        }
    }

    private Snapshot look() {
        Map<String, SeedView> byId = new HashMap<>();
        client.seeds(Map.of("batch", batch.batch(), "limit", "1000"))
                .value()
                .seeds()
                .forEach(seed -> byId.put(seed.id(), seed));
        List<SeedView> seeds = new ArrayList<>();
        batch.seeds().forEach(posted -> seeds.add(byId.getOrDefault(posted.id(), posted)));
        if (!seeds.equals(last)) {
            last = List.copyOf(seeds);
            lastChange = System.nanoTime();
        }
        ClusterView cluster = client.cluster(batch.seeds().getFirst().cluster()).value();
        return new Snapshot(
                last,
                cluster,
                neighbours.api().result(),
                neighbours.peaks().total(),
                Duration.ofNanos(System.nanoTime() - postedAt));
    }

    private void requireMovement() {
        if (System.nanoTime() - lastChange > STALLED_AFTER.toNanos()) {
            throw new CommandFailedException(
                    ExitCode.FAILED,
                    "Nothing has moved for " + STALLED_AFTER.toMinutes() + " minutes; the services' logs say why.");
        }
    }
}
