package dev.seedgate.worker.connection;

/** Who logs in under a token. */
public sealed interface Login {
    /** The user that is configured for the database. */
    record AsConfigured() implements Login {}

    /**
     * The token's own role, which the agent makes when it hears of the grant. The worker may be quicker.
     *
     * @param until how long it may take, by {@link System#nanoTime}
     */
    record AsTokenRole(String password, long until) implements Login {
        /** Without the password. */
        @Override
        public String toString() {
            return "the token's role";
        }
    }
}
