package dev.seedgate.admission.agent.seats;

import dev.seedgate.admission.agent.seats.SeatPlan.Opening;
import dev.seedgate.core.ledger.TokenTerms;
import dev.seedgate.protocol.Checks;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The text of the statements. PostgreSQL takes no parameters in them, so every name is quoted, and the verifier must look like one.
 */
final class SeatStatements {
    private SeatStatements() {}

    static List<String> closing(String seat) {
        return List.of("alter role " + identifier(seat) + " nologin");
    }

    static List<String> dropping(String seat) {
        return List.of("drop role " + identifier(seat));
    }

    /**
     * A seat that becomes another token's gets its name: a client that was stopped between its user name and its password would
     * otherwise come in with the password that it began with.
     *
     * <p>The password is last and alone: the server tries whether it is an empty one, which takes it some milliseconds between reading the
     * role and writing it. Whoever altered the role meanwhile would make that fail, again and again; the statement before holds it.
     *
     * @param creatorIsMember whether who makes a role has its rights by itself, as from PostgreSQL 16 on
     */
    static List<String> opening(Opening opening, String name, boolean creatorIsMember) {
        List<String> statements = new ArrayList<>();
        if (opening.seat() == null) {
            statements.addAll(making(name, opening.owner(), creatorIsMember));
        } else if (!opening.seat().name().equals(name)) {
            statements.add("alter role " + identifier(opening.seat().name()) + " rename to " + identifier(name));
        }
        TokenTerms token = opening.token();
        statements.add("alter role " + identifier(name) + " connection limit " + token.connections());
        statements.add("alter role " + identifier(name) + " login password " + literal(verifier(token)));
        return statements;
    }

    /** Before PostgreSQL 16 the maker of a role is no member of it, and could neither see its sessions in full nor end them. */
    private static List<String> making(String name, String owner, boolean creatorIsMember) {
        return List.of(
                "create role " + identifier(name) + " nologin connection limit 0"
                        + (creatorIsMember ? "" : " role current_user"),
                "grant " + identifier(owner) + " to " + identifier(name),
                "alter role " + identifier(name) + " set role to " + literal(owner));
    }

    /** The ledger took it from a message that was checked, but what a statement is made of is checked where it is made. */
    private static String verifier(TokenTerms token) {
        return Objects.requireNonNull(
                Checks.optionalVerifier("verifier of token " + token.id(), token.verifier()),
                () -> "token " + token.id() + " has no verifier, so it is no login role");
    }

    static String identifier(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** As an escape string where a backslash would depend on {@code standard_conforming_strings}. */
    static String literal(String text) {
        String quoted = "'" + text.replace("'", "''").replace("\\", "\\\\") + "'";
        return text.indexOf('\\') < 0 ? quoted : "E" + quoted;
    }
}
