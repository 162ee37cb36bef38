package dev.seedgate.worker.seed.copy;

import dev.seedgate.worker.seed.step.SqlErrors;
import dev.seedgate.worker.seed.step.StepContext;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jboss.logging.Logger;

/**
 * The sessions that fill a staging table: the seed's own, and the token's others where that is worth it. The others commit what they
 * copied, so that the seed's transaction sees it; the table is nobody's but this run's, and goes with the transaction.
 */
final class StagingSessions implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(StagingSessions.class);
    /** {@code lock_not_available}. */
    private static final String LOCK_TIMEOUT = "55P03";
    /** What others committed is to be visible, and they need a place for it. */
    private static final String MAY_SHARE =
            "select current_setting('transaction_isolation') = 'read committed' and has_schema_privilege('seedgate', 'create')";

    private final StepContext context;
    private final List<Connection> others = new ArrayList<>();
    private Staging staging;

    private StagingSessions(StepContext context, Staging staging) {
        this.context = context;
        this.staging = staging;
    }

    /**
     * Makes the staging table.
     *
     * @param staging a temporary one
     * @param wanted how many sessions are wanted
     */
    static StagingSessions open(StepContext context, Staging staging, int wanted) throws SQLException {
        var sessions = new StagingSessions(context, staging);
        try {
            if (wanted < 2 || !sessions.share(wanted)) {
                staging.create(context.connection());
            }
            return sessions;
        } catch (SQLException | RuntimeException e) {
            sessions.close();
            throw e;
        }
    }

    Staging staging() {
        return staging;
    }

    List<Connection> connections() {
        var all = new ArrayList<Connection>();
        all.add(context.connection());
        all.addAll(others);
        return all;
    }

    /** Makes visible what the others copied, and lets them go. */
    void copied() throws SQLException {
        for (Connection other : others) {
            other.commit();
        }
        boolean shared = !others.isEmpty();
        close();
        if (shared && context.isLastToShare()) {
            context.connections().worth().keepOnly(1);
        }
    }

    @Override
    public void close() {
        for (Connection other : others) {
            try (other) {
                other.rollback();
            } catch (SQLException e) {
                LOG.debugf(e, "%s: one of its sessions is lost", context.grant().token());
            }
        }
        others.clear();
    }

    /** False where the table cannot be shared: a type that the seed itself just made is seen by its own session only. */
    private boolean share(int wanted) throws SQLException {
        if (!mayShare()) {
            return false;
        }
        Staging shared = staging.shared(StagingLeftovers.name(context));
        StagingLeftovers.claim(context.connection(), shared.relation());
        try {
            takeOthers(wanted);
            if (others.isEmpty()) {
                return false; // others wait, and the token is worth one connection now
            }
            Connection first = others.getFirst();
            shared.create(first);
            first.commit();
            prepare(first);
            staging = shared;
            return true;
        } catch (SQLException e) {
            close();
            boolean invisible = SqlErrors.sqlClass(e).equals("42") || LOCK_TIMEOUT.equals(e.getSQLState());
            if (!invisible) {
                throw e;
            }
            LOG.infof("%s: copies over one connection: %s", context.grant().token(), SqlErrors.text(e));
            return false;
        }
    }

    /** The token may be worth fewer connections meanwhile: those that are there will do. */
    private void takeOthers(int wanted) throws SQLException {
        while (others.size() < Math.min(wanted, context.connections().size()) - 1) {
            try {
                others.add(begin());
            } catch (SQLException e) {
                if (others.isEmpty() || context.connections().size() == wanted) {
                    throw e;
                }
                return;
            }
        }
    }

    private boolean mayShare() throws SQLException {
        try (Statement statement = context.connection().createStatement();
                ResultSet may = statement.executeQuery(MAY_SHARE)) {
            return may.next() && may.getBoolean(1);
        }
    }

    private Connection begin() throws SQLException {
        Connection other = context.connections().connect();
        try {
            other.setAutoCommit(false);
            prepare(other);
            return other;
        } catch (SQLException e) {
            other.close();
            throw e;
        }
    }

    /**
     * What the table holds may be lost in a crash of the server, so nothing waits for the disk. It must never wait for the seed's own
     * transaction, which waits for it.
     */
    private void prepare(Connection other) throws SQLException {
        long timeout = Math.clamp(context.grant().request().timeout().toMillis(), 1, Integer.MAX_VALUE);
        try (Statement statement = other.createStatement()) {
            statement.execute(String.format(
                    Locale.ROOT,
                    "set local statement_timeout = %d; set local lock_timeout = '2s'; set local synchronous_commit = off",
                    timeout));
        }
    }
}
