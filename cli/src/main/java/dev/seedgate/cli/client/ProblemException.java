package dev.seedgate.cli.client;

import java.util.Set;

/** The server answered, and said no. */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int SERVICE_UNAVAILABLE = 503;
    private static final Set<String> IN_DOUBT =
            Set.of("urn:seedgate:problem:acceptance-unknown", "urn:seedgate:problem:not-decided");

    private final transient Problem problem;

    public ProblemException(Problem problem) {
        super(text(problem));
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }

    /** True where the same request may well succeed later. */
    public boolean isUnavailable() {
        return problem.status() == SERVICE_UNAVAILABLE;
    }

    /** True where the wait for a token was over before there was one. */
    public boolean isNoTokenInTime() {
        return "urn:seedgate:problem:no-token-in-time".equals(problem.type());
    }

    /** True where there was a token, and it was gone before it was anybody's: another needs another key. */
    public boolean isTokenNotClaimed() {
        return "urn:seedgate:problem:token-not-claimed".equals(problem.type());
    }

    /** False where what was asked may be, or is, with the broker. */
    public boolean isNothingAccepted() {
        return !IN_DOUBT.contains(String.valueOf(problem.type()));
    }

    private static String text(Problem problem) {
        StringBuilder text = new StringBuilder();
        text.append(problem.title() == null ? "The server refused with status " + problem.status() : problem.title());
        if (problem.detail() != null) {
            text.append(": ").append(problem.detail());
        }
        if (problem.field() != null) {
            text.append(" (field: ").append(problem.field()).append(')');
        }
        return text.toString();
    }
}
