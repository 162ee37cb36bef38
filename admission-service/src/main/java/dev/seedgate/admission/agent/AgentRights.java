package dev.seedgate.admission.agent;

import java.util.ArrayList;
import java.util.List;

/**
 * What the agent's role may do on the server. Providers differ in what they give their administrators, so it is asked at every
 * connect rather than assumed.
 *
 * @param user the role that the agent works as
 * @param serverVersion as the server spells it
 * @param signalsOthers may end the sessions of other roles, superusers excepted
 * @param seesOthers may see which of the other roles' rows are client sessions, and since when
 */
record AgentRights(String user, String serverVersion, boolean superuser, boolean signalsOthers, boolean seesOthers) {
    /** What is off, and how to mend it; empty when nothing is. */
    List<String> gaps() {
        List<String> gaps = new ArrayList<>();
        if (!superuser && !signalsOthers) {
            gaps.add(
                    "it can only end sessions of roles that it is a member of, so slots of a worker that hangs may never come back;"
                            + " as an administrator: GRANT pg_signal_backend TO \"" + user + "\"");
        }
        if (!superuser && !seesOthers) {
            gaps.add(
                    "it cannot tell other roles' connections from their parallel workers and counts both, so the budget may look smaller"
                            + " than it is; as an administrator: GRANT pg_read_all_stats TO \"" + user + "\"");
        }
        return gaps;
    }
}
