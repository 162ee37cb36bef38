package dev.seedgate.admission.agent.seats;

import dev.seedgate.protocol.TokenTag;
import org.jspecify.annotations.Nullable;

/**
 * A seat as the server's catalog shows it.
 *
 * @param fence of the token that it is or was
 * @param login whether anybody may come in
 * @param limit how many sessions at a time
 * @param owner whom its sessions act as; null where that is not the one role that it was made for
 * @param asMade whether nobody changed what a session begins with: a holder may change its own role's settings, and whoever comes
 *     after it under the same role would get them
 */
public record SeatRole(
        String name,
        long fence,
        boolean login,
        int limit,
        @Nullable String owner,
        boolean asMade) {
    SeatRole closed() {
        return new SeatRole(name, fence, false, limit, owner, asMade);
    }

    String token(String cluster) {
        return TokenTag.tokenId(cluster, fence);
    }
}
