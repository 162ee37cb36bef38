package dev.seedgate.admission.agent;

import dev.seedgate.core.ledger.TokenTerms;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Why a server cannot be seen, or a database not be asked, for a person.
 *
 * @param code the SQLSTATE, or empty where the trouble is not the server's or the driver's
 * @param text what was said, and what to do where that is known
 * @param mayPass whether waiting may help; false where somebody must mend something
 */
record ServerProblem(String code, String text, boolean mayPass) {
    /**
     * Classes of SQLSTATEs that stay until somebody changes a configuration or a right: invalid authorisation, invalid catalog name,
     * invalid schema name, and access rule violations with undefined tables. See appendix A of PostgreSQL's manual.
     */
    private static final Set<String> LASTING = Set.of("28", "3D", "3F", "42");

    /** What the driver says when it is asked for a password that it has not. */
    private static final String NO_PASSWORD = "08004";

    /** The agent's own connection cannot be had, or broke. */
    static ServerProblem of(SQLException problem, String cluster) {
        return at(problem, "seedgate.clusters." + cluster + ".agent");
    }

    /** The database of a token's seed cannot be asked. */
    static ServerProblem ofDatabase(SQLException problem, TokenTerms token) {
        String cluster = token.id().substring(0, token.id().lastIndexOf('-'));
        String property = "seedgate.clusters." + cluster + ".databases." + token.database();
        return at(problem, property);
    }

    static ServerProblem of(RuntimeException problem) {
        return new ServerProblem("", problem.toString(), true);
    }

    static ServerProblem of(ServerRefusedException problem) {
        return new ServerProblem("", String.valueOf(problem.getMessage()), false);
    }

    /** Whether there is nothing new to say. */
    boolean isLike(ServerProblem other) {
        return code.equals(other.code) && (!code.isEmpty() || text.equals(other.text));
    }

    private static boolean mayPass(String code) {
        return !code.equals(NO_PASSWORD) && (code.length() < 2 || !LASTING.contains(code.substring(0, 2)));
    }

    private static ServerProblem at(SQLException problem, String property) {
        String code = Optional.ofNullable(problem.getSQLState()).orElse("");
        String advice = advice(code, problem, property);
        return new ServerProblem(code, problem.getMessage() + (advice.isEmpty() ? "" : "; " + advice), mayPass(code));
    }

    private static String advice(String code, SQLException problem, String property) {
        return switch (code) {
            case "28P01", "28000", NO_PASSWORD -> "check " + property + ".username and .password";
            case "3D000" -> "check the database in " + property + ".url";
            case "53300" -> "all slots are taken; the agent comes in as soon as one is free";
            case "42501" ->
                "the role in " + property
                        + ".username lacks a right; the role that workers log in with has what it takes";
            case "42P01", "3F000" -> "no worker has made its tables there yet";
            default -> hasCause(problem, UnknownHostException.class) ? "check the host in " + property + ".url" : "";
        };
    }

    private static boolean hasCause(@Nullable Throwable problem, Class<? extends Throwable> type) {
        return problem != null && (type.isInstance(problem) || hasCause(problem.getCause(), type));
    }

    @Override
    public String toString() {
        return code.isEmpty() ? text : code + ": " + text;
    }
}
