package dev.seedgate.admission.readmodel;

import dev.seedgate.protocol.ClusterObservation.EndedSession;
import dev.seedgate.protocol.ClusterObservation.Seen;
import java.util.List;
import java.util.Optional;

/**
 * The last successful look at a server that this replica has read. The agent looks every second and at once when the ledger
 * changes, so while all is well this is at most about a second and a half old.
 *
 * @param readNanos {@link System#nanoTime()} when it was read: the age of a look needs no two clocks
 * @param ended sessions that the agent had the server end in the last minutes, the latest last
 */
public record LastLook(Seen seen, long readNanos, List<Ended> ended) {
    public LastLook {
        ended = List.copyOf(ended);
    }

    /** A session that the agent had the server end, and when that was read. */
    public record Ended(EndedSession session, long readNanos) {}

    /** The server processes of a token's sessions. */
    public List<Integer> pids(String token) {
        Optional<List<Integer>> shown = seen.tokens().stream()
                .filter(each -> each.token().equals(token))
                .map(each -> each.pids())
                .findFirst();
        return shown.orElse(List.of());
    }

    /** Whether it can say what became of a decision: it began when the agent knew of it. */
    public boolean knows(long revision) {
        return seen.basis() >= revision;
    }
}
