package dev.seedgate.admission.agent;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/**
 * The agent's own fence: a session-level advisory lock, whose first number is the installation's and whose second is the cluster's. Before
 * a new agent looks for the first time, it ends its predecessor's session and holds the lock. PostgreSQL keeps advisory locks of
 * different databases apart but shows them all, and two agents need not connect to the same one; so each takes its lock first and then
 * looks for others': of two that come at once at least one sees the other.
 */
final class AgentFence {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration PAUSE = Duration.ofMillis(20);

    /** The same role's only: nobody else's session is touched because of a name that anybody can take. */
    private static final String END_PREDECESSORS = """
            select pg_terminate_backend(pid)
              from pg_stat_activity
             where application_name = ? and usename = current_user and pid <> pg_backend_pid()
            """;

    private static final String LOCK = "select pg_try_advisory_lock(?, ?)";

    /** {@code objsubid} 2: a key of two numbers. */
    private static final String OTHERS = """
            select lock.objid = ?::bigint::oid, lock.pid, coalesce(activity.application_name, '')
              from pg_locks lock left join pg_stat_activity activity using (pid)
             where lock.locktype = 'advisory' and lock.objsubid = 2 and lock.classid = ?::bigint::oid
               and lock.granted and lock.pid <> pg_backend_pid()
             order by 1 desc
             limit 1
            """;

    private final Connection connection;
    private final AgentNames names;
    private final String cluster;

    private AgentFence(Connection connection, AgentNames names, String cluster) {
        this.connection = connection;
        this.names = names;
        this.cluster = cluster;
    }

    /**
     * Takes the fence for as long as the connection lasts.
     *
     * @throws ServerRefusedException when another agent has it and cannot be ended, or another cluster's agent watches this server
     */
    static void take(ServerConnection connection, AgentNames names, String cluster)
            throws SQLException, ServerRefusedException, InterruptedException {
        new AgentFence(connection.jdbc(), names, cluster).take();
    }

    private void take() throws SQLException, ServerRefusedException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        endPredecessors();
        boolean locked = lock();
        Optional<Other> other = other();
        while ((!locked || other.filter(Other::sameCluster).isPresent()) && System.nanoTime() < deadline) {
            Thread.sleep(PAUSE);
            endPredecessors();
            locked = locked || lock();
            other = other();
        }
        if (other.isPresent()) {
            throw refused(other.get());
        }
        if (!locked) {
            throw new ServerRefusedException("the advisory lock of this cluster's agent cannot be had");
        }
    }

    private ServerRefusedException refused(Other other) {
        if (other.sameCluster()) {
            return new ServerRefusedException("session " + other.pid() + " (" + other.name()
                    + ") has the lock of this cluster's agent and is of another role, so it cannot be ended;"
                    + " end it, and give all replicas the same seedgate.clusters." + cluster + ".agent.username");
        }
        String keeper = names.clusterOf(other.name()).orElse("of session " + other.pid());
        return OneLedger.refused(cluster, keeper, "both agents came to it");
    }

    private void endPredecessors() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(END_PREDECESSORS)) {
            statement.setString(1, names.agent(cluster));
            statement.executeQuery().close();
        }
    }

    private boolean lock() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(LOCK)) {
            statement.setInt(1, installationKey());
            statement.setInt(2, clusterKey());
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    /** One that has, or shares, the installation's key; of this cluster if there is one. */
    private Optional<Other> other() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(OTHERS)) {
            statement.setLong(1, Integer.toUnsignedLong(clusterKey()));
            statement.setLong(2, Integer.toUnsignedLong(installationKey()));
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? Optional.of(new Other(row.getBoolean(1), row.getInt(2), row.getString(3)))
                        : Optional.empty();
            }
        }
    }

    /** Java says how a string's hash is made, so all replicas have the same. */
    private int installationKey() {
        return ("seedgate-agent:" + names.installation()).hashCode();
    }

    private int clusterKey() {
        return cluster.hashCode();
    }

    private record Other(boolean sameCluster, int pid, String name) {}
}
