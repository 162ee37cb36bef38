package dev.seedgate.admission.agent.seats;

import dev.seedgate.protocol.TokenTag;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The names of one cluster's seats: {@code sg_<installation>_<cluster>-<fence>}. Neither an installation's nor a cluster's name holds an
 * underscore, and behind the cluster's dash there is nothing but a number, so the seats of a cluster {@code main-2} are never taken for
 * those of a cluster {@code main}.
 */
public record SeatNames(String installation, String cluster) {
    /** What every seat's name begins with; some that begin so are another cluster's. */
    public String prefix() {
        return TokenTag.loginPrefix(installation) + cluster + "-";
    }

    /** The seat's name of the token with this fence. */
    public String name(long fence) {
        return new TokenTag(installation, TokenTag.tokenId(cluster, fence)).login();
    }

    /** The fence in a role's name, when it is one that this cluster's ledger could have given. */
    public OptionalLong fence(@Nullable String role) {
        return Optional.ofNullable(role)
                .flatMap(name -> TokenTag.tokenOfLogin(installation, name))
                .map(token -> TokenTag.fence(cluster, token))
                .orElse(OptionalLong.empty());
    }
}
