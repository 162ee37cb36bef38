package dev.seedgate.admission.readmodel;

import dev.seedgate.core.ledger.ServerView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A cluster as operators need to see it: what the ledger says, and what the server showed.
 *
 * @param tokens all that are charged, the oldest grant first
 * @param look null until this replica has read one, a second or two after its start
 */
public record ClusterReport(
        ClusterSnapshot cluster,
        List<TokenSnapshot> tokens,
        @Nullable LastLook look) {
    public ClusterReport {
        tokens = List.copyOf(tokens);
    }

    /** Empty where it is not charged, or not any more. */
    public Optional<TokenSnapshot> token(String id) {
        return tokens.stream()
                .filter(token -> token.token().terms().id().equals(id))
                .findFirst();
    }

    /** How long ago the server was last seen; null until it was seen for the first time. */
    public @Nullable Duration age() {
        if (look != null) {
            return look.age();
        }
        ServerView server = cluster.server();
        return server == null ? null : since(server.budget().observedAt());
    }

    /** The time since a moment of the ledger's time, which is close to this machine's; never negative. */
    public static Duration since(Instant moment) {
        Duration time = Duration.between(moment, Instant.now());
        return time.isNegative() ? Duration.ZERO : time;
    }

    /** The server processes of a token's sessions when the server was last seen. */
    public List<Integer> pids(String token) {
        return look == null ? List.of() : look.pids(token);
    }
}
