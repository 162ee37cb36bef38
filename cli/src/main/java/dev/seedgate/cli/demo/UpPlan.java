package dev.seedgate.cli.demo;

import dev.seedgate.localstack.process.FreePorts;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of a local installation.
 *
 * @param catalog the folder with the definitions; null for the example seeds
 * @param workers how many worker processes there are
 * @param maxConnections PostgreSQL's
 * @param port of the admission service; 0, like the other ports, for a free one
 * @param keep the folder for data and logs, which outlives it; null for one that goes with it
 */
public record UpPlan(
        @Nullable Path catalog,
        int workers,
        int maxConnections,
        int port,
        int brokerPort,
        int postgresPort,
        @Nullable Path keep) {
    /** What superusers, the reservations, the headroom and the agent take, and one for a seed. */
    private static final int LEAST_CONNECTIONS = DemoPlan.MAX_CONNECTIONS - DemoPlan.leftForSeeds() + 2;

    private static final int EXAMPLE_ROWS = 20_000;
    private static final int LAST_PORT = 65_535;

    public UpPlan {
        if (workers < 0) {
            throw new IllegalArgumentException("--workers must not be negative, got: " + workers);
        }
        if (maxConnections < LEAST_CONNECTIONS) {
            throw new IllegalArgumentException("--max-connections must be at least " + LEAST_CONNECTIONS
                    + ", for the others keep all but one, got: " + maxConnections);
        }
        requireFree("--port", port);
        requireFree("--broker-port", brokerPort);
        requireFree("--postgres-port", postgresPort);
    }

    private static void requireFree(String option, int port) {
        if (port < 0 || port > LAST_PORT) {
            throw new IllegalArgumentException(option + " must be from 0 to " + LAST_PORT + ", got: " + port);
        }
        if (port > 0 && !FreePorts.isFree(port)) {
            throw new IllegalArgumentException(
                    "Something listens on port " + port + " already: say another " + option + ", or 0 for a free one.");
        }
    }

    /** For the feeds of the example seeds. */
    DemoPlan demo() {
        return new DemoPlan(true, true, Math.max(1, workers), EXAMPLE_ROWS, keep);
    }
}
