package dev.seedgate.protocol;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/** What the database agent saw of one cluster. A look that failed is not an empty one: it is a message of its own. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ClusterObservation.Seen.class, name = "seen"),
    @JsonSubTypes.Type(value = ClusterObservation.Unreachable.class, name = "unreachable")
})
public sealed interface ClusterObservation {
    String cluster();

    /**
     * The server answered.
     *
     * @param basis the ledger's revision that the agent knew before its query started; only what the ledger decided up to then
     *     can be judged by this observation
     * @param settings the server's limits
     * @param classes sessions by consumer class, the agent's own class included
     * @param unclassified client sessions that nothing covers: of no class and no token, of tokens that are over, and what a token has
     *     beyond its worth
     * @param tokens sessions by token, only those that have any and are not over
     */
    record Seen(
            String cluster,
            long basis,
            ServerSettings settings,
            List<ClassSessions> classes,
            int unclassified,
            List<TokenSessions> tokens)
            implements ClusterObservation {
        public Seen {
            Checks.name("cluster", cluster, TokenTag.MAX_CLUSTER);
            Checks.present("settings", settings);
            classes = Checks.list("classes", classes);
            Checks.between("unclassified", 0, Integer.MAX_VALUE, unclassified);
            tokens = Checks.list("tokens", tokens);
        }
    }

    /** The server did not answer; nothing is known of its sessions. */
    record Unreachable(String cluster, String error) implements ClusterObservation {
        public Unreachable {
            Checks.name("cluster", cluster, TokenTag.MAX_CLUSTER);
            Checks.present("error", error);
        }
    }

    /**
     * The server's own limits, as it reports them.
     *
     * @param maxConnections {@code max_connections}
     * @param superuserReserved {@code superuser_reserved_connections}
     * @param reserved {@code reserved_connections}, 0 before PostgreSQL 16
     */
    record ServerSettings(int maxConnections, int superuserReserved, int reserved) {
        public ServerSettings {
            Checks.between("maxConnections", 1, SeedRequest.MAX_CONNECTIONS, maxConnections);
            Checks.between("superuserReserved", 0, SeedRequest.MAX_CONNECTIONS, superuserReserved);
            Checks.between("reserved", 0, SeedRequest.MAX_CONNECTIONS, reserved);
        }
    }

    /** How many client sessions a consumer class has. */
    record ClassSessions(String name, int sessions) {
        public ClassSessions {
            Checks.text("classes.name", name, 63);
            Checks.between("classes.sessions", 0, Integer.MAX_VALUE, sessions);
        }
    }

    /** How many client sessions bear a token's tag. */
    record TokenSessions(String token, int sessions) {
        public TokenSessions {
            Checks.text("tokens.token", token, 64);
            Checks.between("tokens.sessions", 1, Integer.MAX_VALUE, sessions);
        }
    }
}
