package dev.seedgate.admission.readmodel;

import dev.seedgate.core.ledger.ServerView;
import dev.seedgate.protocol.ClusterObservation.EndedSession;
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
 * @param at when this was so
 */
public record ClusterReport(
        ClusterSnapshot cluster,
        List<TokenSnapshot> tokens,
        @Nullable LastLook look,
        Moment at) {
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
            return at.sinceNanos(look.readNanos());
        }
        ServerView server = cluster.server();
        return server == null ? null : since(server.budget().observedAt());
    }

    /** The time since a moment of the ledger's time; never negative. */
    public Duration since(Instant moment) {
        return at.since(moment);
    }

    /** Sessions that the agent had the server end, as far back as this. */
    public List<EndedSession> endedWithin(Duration time) {
        return look == null
                ? List.of()
                : look.ended().stream()
                        .filter(each -> at.sinceNanos(each.readNanos()).compareTo(time) < 0)
                        .map(LastLook.Ended::session)
                        .toList();
    }

    /** The server processes of a token's sessions when the server was last seen. */
    public List<Integer> pids(String token) {
        return look == null ? List.of() : look.pids(token);
    }
}
