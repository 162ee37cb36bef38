package dev.seedgate.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What keeps a token's holder from opening more sessions than the token is worth. */
public enum Enforcement {
    /** The sessions bear the token in their {@code application_name}; the agent ends those that should not be there. */
    @JsonProperty("tag")
    TAG,
    /** The token is a login role with a connection limit; the server refuses what is beyond it, and everything once it is over. */
    @JsonProperty("role")
    ROLE
}
