package dev.seedgate.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
     * @param look tells this look from every other: one that is read late, or twice, must not replace what was seen after it
     * @param settings the server's limits
     * @param enforcement how tokens are enforced on this server
     * @param classes sessions by consumer class, the agent's own class included
     * @param unclassified client sessions that nothing covers: of no class and no token, of tokens that are over, and what a token has
     *     beyond its worth
     * @param tokens sessions by token, only those that have any and are not over
     * @param gone draining tokens of the basis that have no session and can have none any more; this alone frees their slots
     * @param ended sessions that the agent had the server end since its last observation
     * @param pinned sessions that are idle in a transaction and so keep a slot busy with nothing
     */
    record Seen(
            String cluster,
            long basis,
            Look look,
            ServerSettings settings,
            Enforcement enforcement,
            List<ClassSessions> classes,
            int unclassified,
            List<TokenSessions> tokens,
            List<GoneToken> gone,
            List<EndedSession> ended,
            List<PinnedSession> pinned)
            implements ClusterObservation {
        public Seen {
            Checks.name("cluster", cluster, TokenTag.MAX_CLUSTER);
            Checks.present("look", look);
            Checks.present("settings", settings);
            Checks.present("enforcement", enforcement);
            classes = Checks.list("classes", classes);
            Checks.between("unclassified", 0, Integer.MAX_VALUE, unclassified);
            tokens = Checks.list("tokens", tokens);
            gone = Checks.list("gone", gone);
            ended = Checks.list("ended", ended);
            pinned = Checks.list("pinned", pinned);
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
     * @param systemIdentifier of the server's data, different for every server; absent where the agent may not ask for it
     */
    record ServerSettings(
            int maxConnections,
            int superuserReserved,
            int reserved,
            @Nullable String systemIdentifier) {
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

    /**
     * The client sessions of one token.
     *
     * @param pids their server processes, ascending; never empty
     */
    record TokenSessions(String token, List<Integer> pids) {
        public TokenSessions {
            Checks.text("tokens.token", token, 64);
            pids = Checks.list("tokens.pids", pids);
            Checks.between("tokens.pids.length", 1, Integer.MAX_VALUE, pids.size());
        }
    }

    /**
     * One look of one agent.
     *
     * @param agent the agent's process, different in every life
     * @param number grows with every look of this agent
     */
    record Look(String agent, long number) {
        public Look {
            Checks.text("look.agent", agent, 64);
        }
    }

    /** A token that is over on the server, and whether its run took effect. */
    record GoneToken(String token, Effect effect) {
        public GoneToken {
            Checks.text("gone.token", token, 64);
            Checks.present("gone.effect", effect);
        }
    }

    /** What the database says of a run whose holder did not say how it ended. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Effect.Applied.class, name = "applied"),
        @JsonSubTypes.Type(value = Effect.NeverApplied.class, name = "never-applied"),
        @JsonSubTypes.Type(value = Effect.Unknown.class, name = "unknown")
    })
    sealed interface Effect {
        /**
         * The request's effect is committed.
         *
         * @param rows how many rows its steps wrote
         * @param rejected how many rows of its feeds were put aside; null where the database does not say
         * @param skipped why nothing was done; null where something was
         */
        record Applied(
                long rows,
                @Nullable Long rejected,
                @Nullable SkipReason skipped) implements Effect {
            /** One that took every row. */
            public Applied(long rows) {
                this(rows, null, null);
            }
        }

        /** It is not, and no transaction of this token can commit any more. */
        record NeverApplied() implements Effect {}

        /**
         * The database could not be asked.
         *
         * @param why for a person
         */
        record Unknown(String why) implements Effect {
            public Unknown {
                Checks.present("why", why);
            }
        }
    }

    /** A session that the agent had the server end. */
    record EndedSession(int pid, String token, Cause cause) {
        public EndedSession {
            Checks.text("ended.token", token, 64);
            Checks.present("ended.cause", cause);
        }

        /** Why a session is ended. */
        public enum Cause {
            /** Its token is being taken back. */
            @JsonProperty("drained")
            DRAINED,
            /** Its token is over, and nobody holds it. */
            @JsonProperty("orphaned")
            ORPHANED,
            /** Its token has more sessions than it is worth, and this is one of the newest. */
            @JsonProperty("overdrawn")
            OVERDRAWN
        }
    }

    /**
     * A session that is idle in a transaction.
     *
     * @param owner the token or the consumer class that it belongs to; absent where nothing covers it
     * @param idle for how long
     */
    record PinnedSession(int pid, @Nullable String owner, String applicationName, Duration idle) {
        public PinnedSession {
            Checks.present("pinned.applicationName", applicationName);
            Checks.present("pinned.idle", idle);
        }
    }
}
