package dev.seedgate.admission.agent;

import java.util.Optional;

/**
 * The {@code application_name} of every session that an agent opens. It is how agents know each other's, so it must fit into the 63
 * bytes that PostgreSQL keeps.
 *
 * @param installation a name of at most 16 characters
 */
record AgentNames(String installation) {
    private static final String AGENT = "seedgate-agent:";
    private static final String SETTLEMENT = "sgs:";

    /** The permanent connection of whichever replica owns the cluster. */
    String agent(String cluster) {
        return AGENT + installation + ":" + cluster;
    }

    /** The cluster whose agent bears this name, when it is one of this installation. */
    Optional<String> clusterOf(String applicationName) {
        return behind(AGENT + installation + ":", applicationName);
    }

    /** The connection over which a token is settled: it takes the token's own slot. */
    String settlement(String token) {
        return SETTLEMENT + installation + ":" + token;
    }

    /** The token that is settled under this name, when it is one of this installation. */
    Optional<String> settledToken(String applicationName) {
        return behind(SETTLEMENT + installation + ":", applicationName);
    }

    private static Optional<String> behind(String prefix, String text) {
        return text.startsWith(prefix) && text.length() > prefix.length()
                ? Optional.of(text.substring(prefix.length()))
                : Optional.empty();
    }
}
