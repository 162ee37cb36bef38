package dev.seedgate.admission.agent;

import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why the server cannot be seen, for a person.
 *
 * @param code the SQLSTATE, or empty where the trouble is not the server's or the driver's
 * @param text what was said, and what to do where that is known
 */
record ServerProblem(String code, String text) {
    static ServerProblem of(SQLException problem, String cluster) {
        String code = Optional.ofNullable(problem.getSQLState()).orElse("");
        String advice = advice(code, problem, "seedgate.clusters." + cluster + ".agent");
        return new ServerProblem(code, problem.getMessage() + (advice.isEmpty() ? "" : "; " + advice));
    }

    static ServerProblem of(RuntimeException problem) {
        return new ServerProblem("", problem.toString());
    }

    /** SQLSTATEs: appendix A of PostgreSQL's manual; 08004 is what the driver says when it is asked for a password that it has not. */
    private static String advice(String code, SQLException problem, String property) {
        return switch (code) {
            case "28P01", "28000", "08004" -> "check " + property + ".username and .password";
            case "3D000" -> "check the database in " + property + ".url";
            case "53300" -> "all slots are taken; the agent comes in as soon as one is free";
            case "42501" -> "the role in " + property + ".username lacks a right";
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
