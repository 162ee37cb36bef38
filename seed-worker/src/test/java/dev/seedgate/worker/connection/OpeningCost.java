package dev.seedgate.worker.connection;

import dev.seedgate.localstack.LocalStack;
import dev.seedgate.localstack.LocalStackConfig;
import dev.seedgate.protocol.TokenTag;
import dev.seedgate.worker.config.WorkerTiming;
import dev.seedgate.worker.lease.Worth;
import dev.seedgate.worker.support.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/** Prints what the question at the beginning of each session costs, as a share of opening a token's pool of two: {@code seed-worker/measure}. Not a test. */
final class OpeningCost {
    private static final int ROUNDS = 200;
    private static final int WARM_UP = 50;
    private static final WorkerTiming TIMING =
            new WorkerTiming(Duration.ZERO, Duration.ofSeconds(2), Duration.ofSeconds(10), Duration.ofSeconds(5));

    private OpeningCost() {}

    /** Takes no arguments. */
    public static void main(String[] arguments) throws SQLException {
        try (LocalStack stack = LocalStack.start(LocalStackConfig.forTests().withoutBroker())) {
            TestDatabase database = TestDatabase.create(stack.postgres());
            var openings = new long[ROUNDS];
            var questions = new long[ROUNDS];
            for (int round = -WARM_UP; round < ROUNDS; round++) {
                long opening = System.nanoTime();
                TokenAccess access = access(database, round + WARM_UP + 1);
                TokenConnections connections = TokenConnections.open(access, TIMING);
                try (Connection one = connections.connect();
                        Connection other = connections.connect()) {
                    long opened = System.nanoTime();
                    var check = new SessionCheck(
                            access,
                            new TokenSockets(new Route("measured"), () -> true, () -> 2, Duration.ofSeconds(1)));
                    check.run(one);
                    check.run(other);
                    if (round >= 0) {
                        openings[round] = opened - opening;
                        questions[round] = System.nanoTime() - opened;
                    }
                }
                connections.disconnect();
            }
            print(openings, questions);
        }
    }

    private static TokenAccess access(TestDatabase database, int fence) {
        return new TokenAccess(
                new TokenTag("measure", "main-" + fence),
                new Worth(2),
                database.settings(),
                new Login.AsConfigured(),
                new Route("shop"),
                () -> true);
    }

    private static void print(long[] openings, long[] questions) {
        double opening = medianMillis(openings);
        double question = medianMillis(questions);
        System.out.printf(
                Locale.ROOT,
                "opening two sessions: median %.2f ms with their questions, which take %.2f ms: %.0f %%%n",
                opening,
                question,
                100 * question / opening);
    }

    private static double medianMillis(long[] nanos) {
        Arrays.sort(nanos);
        return nanos[nanos.length / 2] / 1e6;
    }
}
