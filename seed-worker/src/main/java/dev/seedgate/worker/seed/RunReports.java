package dev.seedgate.worker.seed;

import dev.seedgate.protocol.RejectedRow;
import dev.seedgate.protocol.RunLogLine;
import dev.seedgate.protocol.StatusMessage.SeedProgress;
import java.util.concurrent.CompletableFuture;

/**
 * Where runs of a cluster's seeds say how far they are, what they do, and which rows they put aside. None blocks; what is returned
 * completes with the broker.
 */
public interface RunReports {
    CompletableFuture<?> progress(SeedProgress progress);

    CompletableFuture<?> line(RunLogLine line);

    CompletableFuture<?> rejected(RejectedRow row);
}
