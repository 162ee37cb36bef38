package dev.seedgate.admission.access;

import java.util.Set;

/** The names of the roles, for annotations. Each operation names the least one that may do it; {@link Role} says what includes what. */
public final class Roles {
    /** Reads everything. */
    public static final String VIEWER = "viewer";

    /** Posts, cancels and retries seeds, and takes tokens, as well. */
    public static final String SUBMITTER = "submitter";

    /** Holds, resumes and kills as well. */
    public static final String OPERATOR = "operator";

    /** Everything that somebody can be. */
    static final Set<String> ALL = Set.of(VIEWER, SUBMITTER, OPERATOR);

    private Roles() {}
}
