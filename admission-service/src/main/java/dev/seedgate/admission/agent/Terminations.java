package dev.seedgate.admission.agent;

import dev.seedgate.admission.agent.Condemnation.Condemned;
import dev.seedgate.protocol.ClusterObservation.EndedSession;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;

/** Ends sessions, and says and counts each only once, however often the server must be asked. Not thread-safe. */
final class Terminations {
    private static final Logger LOG = Logger.getLogger(Terminations.class);
    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    private final ServerConnection connection;
    private final EndedSessions ended;
    private final AgentMetrics metrics;
    private Set<Backend> handled = Set.of();

    Terminations(ServerConnection connection, EndedSessions ended, AgentMetrics metrics) {
        this.connection = connection;
        this.ended = ended;
        this.metrics = metrics;
    }

    /** Asks again for those that are still there. */
    void endAll(List<Condemned> condemned) throws SQLException {
        Set<Backend> now = new HashSet<>();
        for (Condemned each : condemned) {
            now.add(each.session().backend());
            end(each, !handled.contains(each.session().backend()));
        }
        handled = now;
    }

    private void end(Condemned condemned, boolean first) throws SQLException {
        Session session = condemned.session();
        try {
            boolean asked = connection.terminate(session);
            if (asked && first) {
                metrics.terminated(condemned.cause());
                ended.add(new EndedSession(session.pid(), condemned.token(), condemned.cause()));
                log(condemned);
            }
        } catch (SQLException e) {
            if (!INSUFFICIENT_PRIVILEGE.equals(e.getSQLState())) {
                throw e;
            }
            if (first) {
                LOG.errorf(
                        "The agent may not end session %d of role %s under token %s, whose slots stay taken until it ends by itself: %s",
                        session.pid(), session.client().user(), condemned.token(), e.getMessage());
            }
        }
    }

    private static void log(Condemned condemned) {
        int pid = condemned.session().pid();
        String user = condemned.session().client().user();
        String token = condemned.token();
        switch (condemned.cause()) {
            case DRAINED -> LOG.infof("Ended session %d of role %s: token %s is being taken back", pid, user, token);
            case ORPHANED ->
                LOG.warnf("Ended session %d of role %s: token %s is over and nobody holds it", pid, user, token);
            case OVERDRAWN ->
                LOG.warnf("Ended session %d of role %s: token %s has more sessions than it is worth", pid, user, token);
        }
    }
}
