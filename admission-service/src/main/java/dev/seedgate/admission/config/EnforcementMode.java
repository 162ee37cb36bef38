package dev.seedgate.admission.config;

/** What an operator wants of a cluster's tokens. */
public enum EnforcementMode {
    /** Login roles where the agent may make them and every database has an owner, else tags. */
    AUTO,
    /** Login roles, or nothing is granted. */
    ROLE,
    /** Tags, whatever would be possible. */
    TAG
}
