package dev.seedgate.cli.client;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who has which connections of a cluster, and what is wrong.
 *
 * @param status ok, warn or critical
 */
public record CheckView(
        String status,
        List<Problem> problems,
        ClusterView cluster,
        List<Consumer> consumers,
        List<TokenSessions> tokens,
        List<IdleInTransaction> idleInTransaction) {
    private static final String AWAY = "database-away";

    /** Something that is wrong, in words. */
    public record Problem(String kind, String severity, String text) {}

    /** A consumer class, the tokens, or the unclassified sessions. */
    public record Consumer(String name, int reserved, int used, double percent) {}

    /** A token with its sessions. */
    public record TokenSessions(TokenView token, int sessions, List<Integer> pids, Duration age) {}

    /** A session that keeps a slot busy with nothing. */
    public record IdleInTransaction(int pid, @Nullable String owner, String applicationName, Duration idle) {}

    /** PostgreSQL does not answer, so the figures are old, or there are none. */
    public boolean isDatabaseAway() {
        return problems.stream().anyMatch(problem -> AWAY.equals(problem.kind()));
    }
}
