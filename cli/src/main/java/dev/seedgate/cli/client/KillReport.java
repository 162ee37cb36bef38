package dev.seedgate.cli.client;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a kill, or what would.
 *
 * @param allGone whether PostgreSQL was seen again and showed none of the sessions
 * @param refused what was named and is not touched
 */
public record KillReport(
        String cluster,
        boolean dryRun,
        boolean allGone,
        boolean lookedAgain,
        List<KilledToken> tokens,
        List<Refusal> refused,
        ClusterView.@Nullable Hold hold) {

    /**
     * A token that is meant.
     *
     * @param charged whether its slots still are
     */
    public record KilledToken(
            TokenView token,
            List<KilledSession> sessions,
            boolean charged,
            @Nullable String note) {
        /** The server processes with this fate. */
        public List<Integer> pids(String fate) {
            return sessions.stream()
                    .filter(session -> session.fate().equals(fate))
                    .map(KilledSession::pid)
                    .toList();
        }
    }

    /**
     * A session of a token.
     *
     * @param fate would-end, gone, left or unknown
     */
    public record KilledSession(int pid, String fate) {}

    /** Something that was named and is not touched. */
    public record Refusal(String name, String why) {}

    /** How many sessions have this fate. */
    public int count(String fate) {
        return tokens.stream().mapToInt(token -> token.pids(fate).size()).sum();
    }
}
