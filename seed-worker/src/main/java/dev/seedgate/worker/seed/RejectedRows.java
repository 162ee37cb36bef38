package dev.seedgate.worker.seed;

import dev.seedgate.protocol.RejectedRow;
import dev.seedgate.protocol.Reply.Grant;
import dev.seedgate.protocol.RunLogLine.Kind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Tells those who cannot ask the database which rows were put aside: the first of them, since a topic is no place for a million. It is
 * done before the run commits, so that a worker that dies right after its commit has said them; they count only if the request succeeds.
 */
final class RejectedRows {
    private static final long LONGEST_WAIT_MILLIS = 2_000;
    private static final int FETCHED_AT_ONCE = 1_000;
    private static final String SELECT = "select step, file, line, \"column\", left(value, " + RejectedRow.MAX_TEXT
            + "), left(reason, " + RejectedRow.MAX_TEXT + ") from seedgate.rejects where request = ?"
            + " order by step, file, line limit " + RejectedRow.MAX_ROWS;

    private final Connection connection;
    private final SeedRun run;

    /** @param connection in the transaction that sees them */
    RejectedRows(Connection connection, SeedRun run) {
        this.connection = connection;
        this.run = run;
    }

    /**
     * Says them, and waits for a moment until they are on the broker. Without it they stay where they are.
     *
     * @param all how many there are
     */
    void tell(long all) throws SQLException {
        if (all == 0) {
            return;
        }
        if (all > RejectedRow.MAX_ROWS) {
            run.log()
                    .say(
                            Kind.RUN,
                            "seed.rejects has the first " + RejectedRow.MAX_ROWS + " of the " + all
                                    + " rows that were put aside; seedgate.rejects has all");
        }
        try {
            send().get(LONGEST_WAIT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            run.log()
                    .say(
                            Kind.RUN,
                            "the broker did not take the rows that were put aside in time; seedgate.rejects has them");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(
                    "a run's thread is not to be interrupted; its stop signal is to be raised", e);
        }
    }

    /** The last one's way; the broker takes them in their order. */
    private CompletableFuture<?> send() throws SQLException {
        CompletableFuture<?> last = CompletableFuture.completedFuture(null);
        Grant grant = run.grant();
        try (PreparedStatement query = connection.prepareStatement(SELECT)) {
            query.setFetchSize(FETCHED_AT_ONCE);
            query.setString(1, grant.request().id());
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    last = run.reports()
                            .rejected(new RejectedRow(
                                    grant.request().id(),
                                    grant.token(),
                                    row.getRow(),
                                    row.getInt(1),
                                    row.getString(2),
                                    row.getLong(3),
                                    row.getString(4),
                                    row.getString(5),
                                    row.getString(6)));
                }
            }
        }
        return last;
    }
}
