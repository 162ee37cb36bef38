package dev.seedgate.cli.demo;

import dev.seedgate.localstack.installation.ServerPlan;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of a demo.
 *
 * @param gated with the product; otherwise the same imports all at once, to see what that does
 * @param staysUp whether the product is left running after its summary
 * @param workers how many worker processes there are
 * @param rows of the large feed; the other vendors' feeds have a quarter of it
 * @param keep the folder for data and logs, which outlives the demo; null for one that goes with it
 */
public record DemoPlan(
        boolean gated,
        boolean staysUp,
        int workers,
        int rows,
        @Nullable Path keep) {
    /** The shop's server, as it is sold. */
    static final int MAX_CONNECTIONS = 25;

    static final int SUPERUSER_RESERVED = 3;
    static final int API = 2;
    static final int STUDIO = 2;
    static final int BACKGROUND = 8;
    static final int HEADROOM = 1;
    static final int CONNECTIONS_PER_SEED = 2;
    static final String DATABASE = "shop";

    /** What the shop's provider sells. */
    static final List<ServerPlan> SERVER_PLANS = List.of(
            new ServerPlan("Basic", MAX_CONNECTIONS, 15),
            new ServerPlan("Professional 1", 97, 60),
            new ServerPlan("Professional 2", 197, 120),
            new ServerPlan("Professional 4", 397, 240));

    private static final int SMALL_FEED_SHARE = 4;

    public DemoPlan {
        if (workers < 1) {
            throw new IllegalArgumentException("--workers must be at least 1, got: " + workers);
        }
        if (rows < SMALL_FEED_SHARE) {
            throw new IllegalArgumentException("--rows must be at least " + SMALL_FEED_SHARE + ", got: " + rows);
        }
    }

    int smallRows() {
        return rows / SMALL_FEED_SHARE;
    }

    /** What is left for seeds when each of the others has what it may have, before the product's own agent takes its one. */
    static int leftForSeeds() {
        return MAX_CONNECTIONS - SUPERUSER_RESERVED - API - STUDIO - BACKGROUND - HEADROOM;
    }
}
