package dev.seedgate.worker.seed.copy;

import dev.seedgate.catalog.Target;
import dev.seedgate.catalog.Vanished;
import dev.seedgate.catalog.WriteMode;
import dev.seedgate.worker.seed.step.StepFailedException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Deletes or marks the rows that are not in the feed any more, unless they are so many that the feed must be broken. */
final class Vanishing {
    private final Connection connection;
    private final Staging staging;
    private final Target target;
    private final WriteMode.Sync sync;
    private final String source;

    Vanishing(Connection connection, Staging staging, WriteMode.Sync sync, String source) {
        this.connection = connection;
        this.staging = staging;
        this.target = staging.target();
        this.sync = sync;
        this.source = source;
    }

    /** Returns how many rows vanished. */
    long run() throws SQLException, StepFailedException {
        String present = present();
        String gone = present + " and not exists (select from " + staging.name() + " s where "
                + Sql.same("s", "t", sync.key()) + ")";
        String table = Sql.quoted(target.table()) + " t";
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            long before = count(statement, "select count(*) from " + table + " where " + present);
            long vanishing = count(statement, "select count(*) from " + table + " where " + gone);
            requireFew(vanishing, before);
            return vanishing == 0 ? 0 : statement.executeLargeUpdate(vanish(table) + " where " + gone);
        }
    }

    private String vanish(String table) throws StepFailedException {
        return switch (sync.vanished()) {
            case Vanished.Delete delete -> "delete from " + table;
            case Vanished.Mark mark ->
                "update " + table + " set " + Sql.quoted(mark.column()) + " = "
                        + MarkColumn.of(staging.table(), mark, source).marked();
        };
    }

    /** The rows that the feed speaks of, and that were in it until now. */
    private String present() throws StepFailedException {
        Stream<String> unmarked = sync.vanished() instanceof Vanished.Mark mark
                ? Stream.of("t." + Sql.quoted(mark.column())
                        + MarkColumn.of(staging.table(), mark, source).isUnmarked())
                : Stream.of();
        return Stream.concat(
                        target.constants().entrySet().stream()
                                .map(constant -> "t." + Sql.quoted(constant.getKey()) + " = "
                                        + Sql.literal(constant.getValue())),
                        unmarked)
                .reduce("true", (all, each) -> all + " and " + each);
    }

    private void requireFew(long vanishing, long before) throws StepFailedException {
        if (sync.maxVanish().allows(vanishing, before)) {
            return;
        }
        BigDecimal share =
                BigDecimal.valueOf(vanishing * 100).divide(BigDecimal.valueOf(before), 1, RoundingMode.HALF_UP);
        throw new StepFailedException(
                source + ": " + vanishing + " of the " + before + " rows of " + target.table() + scope() + " (" + share
                        + "%) are not in the feed, and maxVanish is " + sync.maxVanish()
                        + ". Look whether the feed is complete; if it is, raise maxVanish for this run. Nothing was changed",
                false);
    }

    private String scope() {
        return target.constants().isEmpty()
                ? ""
                : target.constants().entrySet().stream()
                        .map(constant -> constant.getKey() + " = " + constant.getValue())
                        .collect(Collectors.joining(", ", " with ", ""));
    }

    private static long count(Statement statement, String sql) throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
