package dev.seedgate.verification.checker;

import dev.seedgate.localstack.workload.Login;
import dev.seedgate.protocol.SeedState;
import dev.seedgate.protocol.StatusMessage.SeedStatus;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * P3, as the seeded database tells it. The history has one completed row for each request that succeeded, with the rows that the
 * status names, and none for any other. The seed {@link #TALLY} writes two rows without a key for each of its entries, one before
 * and one after a pause: two rows prove one whole run, more prove a second one, one proves half of one.
 */
public final class EffectsExactlyOnce implements Checker {
    /** The seed whose effect can be counted; its parameter {@code entry} must be different in every request. */
    public static final String TALLY = "tally";

    private static final int ROWS_OF_ENTRY = 2;

    private final Login database;
    private final NothingLostOrTwice promises;
    private final RequestLives requests;

    /** @param database the seeded one; the role may read its tables */
    public EffectsExactlyOnce(Login database, NothingLostOrTwice promises, RequestLives requests) {
        this.database = database;
        this.promises = promises;
        this.requests = requests;
    }

    private record HistoryRow(boolean finished, long rows) {}

    @Override
    public Verdict verdict() {
        List<String> violations = new ArrayList<>();
        int tallied = 0;
        try (Connection connection = database.open()) {
            Map<String, HistoryRow> history = history(connection);
            Map<String, Integer> tally = tally(connection);
            for (String id : promises.accepted()) {
                SeedStatus last = requests.last(id).orElse(null);
                if (last != null && last.state().isFinal()) {
                    compareHistory(last, history, violations);
                    if (last.request().seed().equals(TALLY)) {
                        compareTally(last, tally, violations);
                        tallied++;
                    }
                }
            }
        } catch (SQLException e) {
            violations.add("the database could not be asked: " + e.getMessage());
        }
        return new Verdict(
                "P3 effects happen exactly once",
                "%d requests held against the history, %d against their rows"
                        .formatted(promises.accepted().size(), tallied),
                violations);
    }

    private static void compareHistory(SeedStatus last, Map<String, HistoryRow> history, List<String> violations) {
        String id = last.request().id();
        HistoryRow row = history.get(id);
        boolean succeeded = last.state() == SeedState.SUCCEEDED;
        if (succeeded && (row == null || !row.finished() || !Objects.equals(last.rows(), row.rows()))) {
            violations.add("%s (%s) succeeded with %s rows, the history has %s"
                    .formatted(id, last.request().seed(), last.rows(), row));
        } else if (!succeeded && row != null) {
            violations.add("%s is %s, and the history has %s".formatted(id, last.state(), row));
        }
    }

    private static void compareTally(SeedStatus last, Map<String, Integer> tally, List<String> violations) {
        String entry = String.valueOf(last.request().parameters().get("entry"));
        int rows = tally.getOrDefault(entry, 0);
        int expected = last.state() == SeedState.SUCCEEDED ? ROWS_OF_ENTRY : 0;
        if (rows != expected) {
            violations.add("%s is %s and left %d rows of entry %s instead of %d"
                    .formatted(last.request().id(), last.state(), rows, entry, expected));
        }
    }

    private static Map<String, HistoryRow> history(Connection connection) throws SQLException {
        Map<String, HistoryRow> history = new HashMap<>();
        try (PreparedStatement query = connection.prepareStatement(
                        "select request, finished_at is not null, coalesce(rows, -1) from seedgate.seed_history");
                ResultSet row = query.executeQuery()) {
            while (row.next()) {
                history.put(row.getString(1), new HistoryRow(row.getBoolean(2), row.getLong(3)));
            }
        }
        return history;
    }

    private static Map<String, Integer> tally(Connection connection) throws SQLException {
        Map<String, Integer> tally = new TreeMap<>();
        try (PreparedStatement query =
                        connection.prepareStatement("select entry, count(*) from tally.half group by entry");
                ResultSet row = query.executeQuery()) {
            while (row.next()) {
                tally.put(row.getString(1), row.getInt(2));
            }
        }
        return tally;
    }
}
