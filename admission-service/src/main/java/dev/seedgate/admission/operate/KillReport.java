package dev.seedgate.admission.operate;

import dev.seedgate.admission.readmodel.ClusterReport;
import dev.seedgate.admission.readmodel.TokenSnapshot;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a kill, or what would.
 *
 * @param tokens those that are meant
 * @param refused what was named and is not touched
 * @param lookedAgain whether the server was seen again after the kill; without that, nothing is proven
 * @param after the cluster as it was then
 */
public record KillReport(List<KilledToken> tokens, List<Refusal> refused, boolean lookedAgain, ClusterReport after) {
    public KillReport {
        tokens = List.copyOf(tokens);
        refused = List.copyOf(refused);
    }

    /** Whether the server was seen again and showed none of the sessions. */
    public boolean allGone() {
        return lookedAgain
                && tokens.stream()
                        .flatMap(token -> token.sessions().stream())
                        .allMatch(session -> session.fate() == Fate.GONE);
    }

    /**
     * A token that is meant.
     *
     * @param before as it was when it was asked for
     * @param charged whether its slots still are
     * @param note what more there is to know; null where nothing
     */
    public record KilledToken(
            TokenSnapshot before,
            boolean charged,
            List<KilledSession> sessions,
            @Nullable String note) {
        public KilledToken {
            sessions = List.copyOf(sessions);
        }
    }

    /** A session of a token, by its server process. */
    public record KilledSession(int pid, Fate fate) {}

    /** What becomes of a session. */
    public enum Fate {
        /** It would be ended: nothing was done. */
        WOULD_END,
        /** It is gone, as the server showed afterwards. */
        GONE,
        /** The server still showed it. */
        LEFT,
        /** The server was not seen again. */
        UNKNOWN
    }

    /** Something that was named and is not touched, and why. */
    public record Refusal(String name, String why) {}
}
