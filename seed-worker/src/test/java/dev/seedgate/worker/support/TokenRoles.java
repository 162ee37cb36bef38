package dev.seedgate.worker.support;

import dev.seedgate.protocol.TokenTag;
import java.sql.SQLException;

/**
 * Login roles of tokens, as the agent makes them: a limit of connections, a verifier in place of a password, and everything done as
 * the owner. Their owner is a role of the database's own.
 */
public record TokenRoles(TestDatabase database, String owner) {

    public static TokenRoles create(TestDatabase database) throws SQLException {
        String owner = "o" + database.name();
        database.execute("create role " + owner + "; grant all on database " + database.name() + " to " + owner
                + "; grant all on schema public to " + owner);
        return new TokenRoles(database, owner);
    }

    /** The token's role, which may log in from now on. */
    public void enable(TokenTag tag, int connections, String verifier) throws SQLException {
        String role = quoted(tag);
        database.execute("create role " + role + " login connection limit " + connections + " password '" + verifier
                + "'; grant " + owner + " to " + role + "; alter role " + role + " set role to " + owner);
    }

    /** The same, but its sessions act as the role itself. */
    public void enableWithoutOwner(TokenTag tag, int connections, String verifier) throws SQLException {
        enable(tag, connections, verifier);
        database.execute("revoke " + owner + " from " + quoted(tag));
    }

    /** Lets nobody in any more, and ends who is in. */
    public void disable(TokenTag tag) throws SQLException {
        database.execute("alter role " + quoted(tag) + " nologin");
        database.execute(
                "select pg_terminate_backend(pid) from pg_stat_activity where usename = '" + tag.login() + "'");
    }

    private static String quoted(TokenTag tag) {
        return '"' + tag.login() + '"';
    }
}
