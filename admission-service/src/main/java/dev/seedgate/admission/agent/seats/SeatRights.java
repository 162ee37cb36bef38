package dev.seedgate.admission.agent.seats;

import dev.seedgate.admission.config.EnforcementSettings;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Asks whether the agent's role may make seats for a cluster's owners. */
final class SeatRights {
    /** From PostgreSQL 16 on a membership says what it is good for. */
    private static final int MEMBERSHIP_HAS_OPTIONS = 160_000;

    private static final String SELF = """
            select current_user, rolcreaterole or rolsuper, current_setting('server_version_num')::int
              from pg_roles where rolname = current_user
            """;

    private static final String OWNER = """
            select pg_has_role(oid, 'member with admin option') and pg_has_role(oid, 'usage')
              from pg_roles where rolname = ?
            """;

    private static final String OWNER_WITH_OPTIONS = """
            select pg_has_role(oid, 'member with admin option') and pg_has_role(oid, 'usage') and pg_has_role(oid, 'set')
              from pg_roles where rolname = ?
            """;

    private SeatRights() {}

    /** What is missing, each with the property and the SQL that mends it; empty when seats can be made. */
    static List<String> missing(Connection connection, EnforcementSettings settings) throws SQLException {
        List<String> missing = new ArrayList<>();
        settings.withoutOwner().forEach(database -> missing.add(settings.ownerOf(database) + " is not set"));
        try (Statement statement = connection.createStatement();
                ResultSet self = statement.executeQuery(SELF)) {
            self.next();
            String agent = SeatStatements.identifier(self.getString(1));
            boolean withOptions = self.getInt(3) >= MEMBERSHIP_HAS_OPTIONS;
            if (!self.getBoolean(2)) {
                missing.add("the role in seedgate.clusters." + settings.cluster()
                        + ".agent.username may not make roles; as an administrator: ALTER ROLE " + agent
                        + " CREATEROLE");
            }
            for (var owner : settings.owners().entrySet()) {
                String grant = "GRANT " + SeatStatements.identifier(owner.getValue()) + " TO " + agent
                        + " WITH ADMIN OPTION" + (withOptions ? ", INHERIT TRUE, SET TRUE" : "");
                missing.addAll(ofOwner(
                        connection,
                        settings.ownerOf(owner.getKey()),
                        owner.getValue(),
                        withOptions ? OWNER_WITH_OPTIONS : OWNER,
                        grant));
            }
        }
        return missing;
    }

    private static List<String> ofOwner(
            Connection connection, String property, String owner, String query, String grant) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, owner);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    return List.of(property + ": there is no role " + SeatStatements.identifier(owner)
                            + "; as an administrator: CREATE ROLE " + SeatStatements.identifier(owner) + "; " + grant);
                }
                return row.getBoolean(1)
                        ? List.of()
                        : List.of(property + ": the agent's role may not grant " + SeatStatements.identifier(owner)
                                + " to a token's; as an administrator: " + grant);
            }
        }
    }
}
