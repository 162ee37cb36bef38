package dev.seedgate.admission.agent;

import dev.seedgate.admission.config.ConsumerClasses;
import java.util.ArrayList;
import java.util.List;

/**
 * What the agent's role may do on the server. Providers differ in what they give their administrators, so it is asked at every
 * connect rather than assumed.
 *
 * @param user the role that the agent works as
 * @param serverVersion as the server spells it
 * @param versionNumber for comparing, such as 180004
 * @param signalsOthers may end the sessions of other roles, superusers excepted
 * @param seesOthers may see which of the other roles' rows are client sessions, since when, and from where
 * @param identifiesServer may ask for the server's system identifier
 */
record AgentRights(
        String user,
        String serverVersion,
        int versionNumber,
        boolean superuser,
        boolean signalsOthers,
        boolean seesOthers,
        boolean identifiesServer) {
    static final String QUERY = """
            select current_user,
                   current_setting('server_version'),
                   current_setting('server_version_num')::int,
                   current_setting('is_superuser')::boolean,
                   pg_has_role('pg_signal_backend', 'usage'),
                   pg_has_role('pg_read_all_stats', 'usage'),
                   has_function_privilege('pg_control_system()', 'execute')
            """;

    private static final int STARTING_IS_SHOWN = 180_000;

    /** Whether backends that authenticate are rows of {@code pg_stat_activity} that say so. */
    boolean seesHalfStarted() {
        return versionNumber >= STARTING_IS_SHOWN && (superuser || seesOthers);
    }

    /** What is off, and how to mend it; empty when nothing is. */
    List<String> gaps(ConsumerClasses classes) {
        List<String> gaps = new ArrayList<>();
        if (!superuser && !signalsOthers) {
            gaps.add(
                    "it can only end sessions of roles that it is a member of, so slots of a worker that hangs may never come back;"
                            + " as an administrator: GRANT pg_signal_backend TO \"" + user + "\"");
        }
        if (!superuser && !seesOthers) {
            gaps.add(
                    "it cannot tell other roles' connections from their parallel workers and counts both, so the budget may look smaller"
                            + " than it is, and tokens that open too many are not stopped; " + readAllStats());
            if (!classes.toldByAddress().isEmpty()) {
                gaps.add("it cannot see where other roles' connections come from, so the classes "
                        + classes.toldByAddress() + ", which have a client-address, get none of them; "
                        + readAllStats());
            }
        }
        if (!superuser && !identifiesServer) {
            gaps.add(
                    "it cannot ask which server this is, so a second cluster on the same server is only noticed while both"
                            + " agents are connected; as an administrator: GRANT EXECUTE ON FUNCTION pg_control_system() TO \""
                            + user
                            + "\" in the agent's database");
        }
        return gaps;
    }

    private String readAllStats() {
        return "as an administrator: GRANT pg_read_all_stats TO \"" + user + "\"";
    }
}
