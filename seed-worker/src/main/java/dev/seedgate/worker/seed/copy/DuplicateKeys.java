package dev.seedgate.worker.seed.copy;

import dev.seedgate.catalog.CopyStep;
import dev.seedgate.worker.feed.FeedLocator;
import dev.seedgate.worker.seed.step.StepContext;
import dev.seedgate.worker.seed.step.StepFailedException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;

/** Refuses a feed that has two rows with the same key, where its definition says so. */
final class DuplicateKeys {
    private final StepContext context;
    private final Staging staging;
    private final CopyStep step;

    DuplicateKeys(StepContext context, Staging staging, CopyStep step) {
        this.context = context;
        this.staging = staging;
        this.step = step;
    }

    void refuse() throws SQLException, StepFailedException {
        List<String> key = staging.target().mode().keyColumns();
        String shown = key.stream()
                .map(column -> "coalesce(" + Sql.quoted(column) + "::text, '')")
                .collect(Collectors.joining(", ", "concat_ws(', ', ", ")"));
        String sql = "select earlier, " + Staging.ROW + ", shown from (select " + Staging.ROW + ", lag(" + Staging.ROW
                + ") over (partition by " + Sql.list(key) + " order by " + Staging.ROW + ") as earlier, " + shown
                + " as shown from " + staging.name() + ") d where earlier is not null order by 2 limit 1";
        try (Statement statement = context.connection().createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            if (row.next()) {
                throw new StepFailedException(
                        place(row.getLong(2)) + ": has the same key as " + place(row.getLong(1)) + " ("
                                + String.join(", ", key) + ": " + row.getString(3)
                                + "), and the definition says duplicates: fail",
                        false);
            }
        }
    }

    private String place(long record) {
        return FeedLocator.find(step.feed(), RowShape.wanted(step.target()), record, context.stop())
                .map(FeedLocator.Found::place)
                .orElseGet(() -> step.feed().source() + ", record " + record);
    }
}
