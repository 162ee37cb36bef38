package dev.seedgate.worker.seed.copy;

import dev.seedgate.catalog.BadRows;
import dev.seedgate.catalog.CopyStep;
import dev.seedgate.catalog.Duplicates;
import dev.seedgate.catalog.Feed;
import dev.seedgate.catalog.Target;
import dev.seedgate.catalog.Vanished;
import dev.seedgate.catalog.WriteMode;
import dev.seedgate.worker.feed.FeedReader;
import dev.seedgate.worker.feed.record.BadRecordException;
import dev.seedgate.worker.feed.record.FeedColumns;
import dev.seedgate.worker.feed.record.FeedException;
import dev.seedgate.worker.feed.record.FeedRecord;
import dev.seedgate.worker.feed.record.FeedUnavailableException;
import dev.seedgate.worker.feed.source.FeedDigest;
import dev.seedgate.worker.seed.step.StepContext;
import dev.seedgate.worker.seed.step.StepFailedException;
import dev.seedgate.worker.seed.step.StepResult;
import dev.seedgate.worker.stop.StoppedException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Loads a feed: straight into the table where nothing has to be found out before, otherwise by way of a staging table. */
public final class CopyStepRunner {
    /** Below this a second stream costs more than it brings. */
    private static final long WORTH_SHARING_BYTES = 1 << 18;

    private final CopyStep step;
    private final Target target;
    private final StepContext context;
    private final Connection connection;

    public CopyStepRunner(CopyStep step, StepContext context) {
        this.step = step;
        this.target = step.target();
        this.context = context;
        this.connection = context.connection();
    }

    /**
     * Runs the step.
     *
     * @throws StepFailedException when the feed or the definition is at fault; the message names file, line and column
     */
    public StepResult run() throws SQLException, StepFailedException, StoppedException {
        Optional<FeedDigest> digest = context.feeds().begin();
        StepResult result = load(digest.orElse(null));
        digest.ifPresent(read -> context.feeds().read(context.step(), read));
        return result;
    }

    private StepResult load(@Nullable FeedDigest digest) throws SQLException, StepFailedException, StoppedException {
        Feed feed = step.feed();
        try (FeedReader reader = FeedReader.open(feed, RowShape.wanted(target), context.stop(), digest)) {
            RowShape shape = RowShape.of(target, reader.columns());
            TargetTable table = TargetTable.find(connection, target.table(), feed.source(), needed(shape.columns()));
            return isDirect(table) ? direct(reader, shape.direct()) : staged(reader, shape, table);
        } catch (FeedException e) {
            throw new StepFailedException(String.valueOf(e.getMessage()), false, e);
        } catch (FeedUnavailableException e) {
            throw new StepFailedException(String.valueOf(e.getMessage()), true, e);
        } catch (NoSuchFileException e) {
            throw new StepFailedException(feed.source() + ": there is no such file on this worker", false, e);
        } catch (IOException e) {
            throw new StepFailedException(feed.source() + ": cannot be read: " + e, true, e);
        }
    }

    private List<String> needed(FeedColumns columns) {
        var needed = new ArrayList<>(columns.tableColumns());
        needed.addAll(target.constants().keySet());
        target.computed().forEach(computed -> needed.add(computed.column()));
        if (target.mode() instanceof WriteMode.Sync sync && sync.vanished() instanceof Vanished.Mark mark) {
            needed.add(mark.column());
        }
        return needed;
    }

    private boolean isDirect(TargetTable table) {
        boolean asItComes = switch (target.mode()) {
            case WriteMode.Insert insert -> true;
            case WriteMode.Replace replace -> replace.key().isEmpty();
            case WriteMode.Upsert upsert -> false;
            case WriteMode.Sync sync -> false;
        };
        return asItComes
                && target.computed().isEmpty()
                && target.badRows() instanceof BadRows.Fail
                && table.takesCopy();
    }

    private StepResult direct(FeedReader reader, RowShape shape)
            throws SQLException, IOException, FeedException, StepFailedException, StoppedException {
        var filled = new ArrayList<>(shape.columns().tableColumns());
        filled.addAll(target.constants().keySet());
        var into = new CopyTarget(
                "copy " + Sql.quoted(target.table()) + " (" + Sql.list(filled)
                        + ") from stdin with (format text, encoding 'UTF8')",
                target.table().table());
        if (!(target.mode() instanceof WriteMode.Replace)) {
            return StepResult.ofRows(copy(reader, shape, List.of(connection), into));
        }
        var replacement = new Replacement(connection, target, step.feed().source());
        long before = replacement.clear();
        long after = copy(reader, shape, List.of(connection), into);
        replacement.requireEnough(before, after);
        return StepResult.ofRows(after);
    }

    private StepResult staged(FeedReader reader, RowShape shape, TargetTable table)
            throws SQLException, IOException, FeedException, StepFailedException, StoppedException {
        FeedColumns columns = shape.columns();
        try (StagingSessions sessions = stage(reader, columns, Staging.temporary(target, table, shape))) {
            Staging staging = sessions.staging();
            long total = copy(reader, shape, sessions.connections(), staging.copyTarget());
            sessions.copied();
            context.stop().check();
            long rejected = judge(columns, staging, total);
            if (target.mode().whichOfDuplicates() == Duplicates.FAIL) {
                new DuplicateKeys(context, staging, step).refuse();
            }
            context.stop().check();
            long rows = merge(columns, staging, rejected == 0);
            staging.drop(connection);
            return new StepResult(rows, rejected);
        }
    }

    /** Gives the staged rows what is computed, and puts aside those that cannot be taken; returns how many these were. */
    private long judge(FeedColumns columns, Staging staging, long total) throws SQLException, StepFailedException {
        return switch (target.badRows()) {
            case BadRows.Reject reject -> new Rejects(context, step, staging, columns).putAside(total, reject.max());
            case BadRows.Fail fail -> {
                new Computing(context, step, staging).fill(total);
                yield 0;
            }
        };
    }

    private StagingSessions stage(FeedReader reader, FeedColumns columns, Staging staging)
            throws SQLException, StepFailedException {
        boolean small = reader.bytesTotal() > 0 && reader.bytesTotal() < WORTH_SHARING_BYTES;
        try {
            return StagingSessions.open(
                    context, staging, small ? 1 : context.connections().size());
        } catch (SQLException e) {
            throw new CopyErrors(step, columns, context.stop()).preparing(e);
        }
    }

    private long copy(FeedReader reader, RowShape shape, List<Connection> connections, CopyTarget into)
            throws SQLException, IOException, FeedException, StepFailedException, StoppedException {
        try (CopyStreams streams = new CopyStreams(connections, into, context.stop())) {
            var text = new RowText(step, shape);
            long read = 0;
            while (add(reader, text, shape.travel())) {
                read++;
                if (text.isFull()) {
                    streams.put(text.take());
                    context.progress().at(read, reader.bytesRead(), reader.bytesTotal());
                }
            }
            streams.put(text.take());
            long taken = streams.finish();
            if (shape.travel() != Travel.DIRECT && taken != read) {
                throw new IllegalStateException("the server took " + taken + " of the " + read + " rows of "
                        + step.feed().source());
            }
            context.progress().at(read, reader.bytesRead(), reader.bytesTotal());
            return taken;
        } catch (CopyFailedException e) {
            throw new CopyErrors(step, shape.columns(), context.stop()).copying(e);
        }
    }

    /** False at the end. */
    private static boolean add(FeedReader reader, RowText text, Travel travel) throws IOException, FeedException {
        try {
            FeedRecord record = reader.next();
            if (record != null) {
                text.add(record);
            }
            return record != null;
        } catch (BadRecordException e) {
            if (travel != Travel.CHECKED) {
                throw e;
            }
            text.add(e);
            return true;
        }
    }

    private long merge(FeedColumns columns, Staging staging, boolean complete)
            throws SQLException, StepFailedException {
        Savepoint before = connection.setSavepoint();
        try {
            return new Merge(connection, staging, step.feed().source(), complete).run();
        } catch (SQLException e) {
            throw new CopyErrors(step, columns, context.stop()).merging(e, connection, before, staging);
        }
    }
}
