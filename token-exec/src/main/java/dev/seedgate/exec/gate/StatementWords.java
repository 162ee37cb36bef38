package dev.seedgate.exec.gate;

import java.util.regex.Pattern;

/**
 * Words in a statement that may leave something in its session of which PostgreSQL cannot be asked afterwards: settings of an
 * application's own ({@code set app.person = …}) are in no view, nor are the numbers that a session took from sequences. Everything else
 * is asked of PostgreSQL itself ({@link SessionState}), so this is no parser: a word counts wherever it stands, in a comment too.
 */
final class StatementWords {
    private static final String GAP = "(?:\\s++|/\\*.*?\\*/|--[^\\n]*+\\n)";
    private static final String OWN_SETTING =
            "\\bset" + GAP + "+(?:session" + GAP + "+)?[\\w$\"\\x80-\\xff]++" + GAP + "*\\.";
    private static final Pattern UNASKABLE = Pattern.compile(
            "\\b(?:set_config|setseed|load|session_authorization|session\\s++authorization|pg_backend_pid|dblink_connect\\w*+"
                    + "|pg_backup_start|pg_replication_origin_session_setup)\\b|" + OWN_SETTING,
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern LAST_NUMBERS = Pattern.compile("\\b(?:currval|lastval)\\b", Pattern.CASE_INSENSITIVE);

    private StatementWords() {}

    /** Whether the session may know something afterwards that cannot be asked. */
    static boolean mayLeaveUnaskable(String statement) {
        return UNASKABLE.matcher(statement).find();
    }

    /** Whether it asks for the number that its session took from a sequence before. */
    static boolean asksForLastNumber(String statement) {
        return LAST_NUMBERS.matcher(statement).find();
    }
}
