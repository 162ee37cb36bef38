package dev.seedgate.worker.seed;

import dev.seedgate.protocol.RunLogLine;
import dev.seedgate.protocol.StatusMessage.SeedProgress;
import java.util.concurrent.CompletableFuture;

/** Where runs of a cluster's seeds say how far they are and what they do. Neither blocks; what is returned completes with the broker. */
public interface RunReports {
    CompletableFuture<?> progress(SeedProgress progress);

    CompletableFuture<?> line(RunLogLine line);
}
