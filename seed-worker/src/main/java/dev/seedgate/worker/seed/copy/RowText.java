package dev.seedgate.worker.seed.copy;

import dev.seedgate.catalog.CopyStep;
import dev.seedgate.worker.feed.CopyText;
import dev.seedgate.worker.feed.record.BadRecordException;
import dev.seedgate.worker.feed.record.FeedColumns.FeedColumn;
import dev.seedgate.worker.feed.record.FeedException;
import dev.seedgate.worker.feed.record.FeedRecord;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a feed's records as {@code COPY} wants them, and cuts them into chunks. */
final class RowText {
    private static final int CHUNK_BYTES = 1 << 17;

    private final CopyStep step;
    private final RowShape shape;
    private final List<String> key;
    private final CopyText text = new CopyText();
    private long first;
    private int count;

    RowText(CopyStep step, RowShape shape) {
        this.step = step;
        this.shape = shape;
        this.key = step.target().mode().keyColumns();
    }

    /** @throws FeedException when the record has no key, and bad records are not put aside */
    void add(FeedRecord record) throws FeedException {
        @Nullable String problem = null;
        for (FeedColumn column : shape.columns().columns()) {
            text.add(record, column.index());
            if (!key.isEmpty() && record.isNull(column.index()) && key.contains(column.tableColumn())) {
                problem = column.label() + " is empty, but rows are told apart by it";
            }
        }
        for (FeedColumn input : shape.inputs()) {
            text.add(record, input.index());
        }
        if (problem != null && shape.travel() != Travel.CHECKED) {
            throw new FeedException(record.source(), record.line(), problem);
        }
        end(record.number(), record.source(), record.line(), problem);
    }

    /** A record that is not one; only where bad ones are put aside. */
    void add(BadRecordException bad) {
        for (int i = 0; i < shape.columns().columns().size() + shape.inputs().size(); i++) {
            text.add(null);
        }
        end(bad.number(), bad.source(), bad.line(), bad.problem());
    }

    boolean isFull() {
        return text.length() >= CHUNK_BYTES;
    }

    /** What was added since the last chunk. */
    Chunk take() {
        var chunk = new Chunk(text.take(), first, count);
        count = 0;
        return chunk;
    }

    private void end(long number, String file, long line, @Nullable String problem) {
        switch (shape.travel()) {
            case DIRECT -> step.target().constants().values().forEach(text::add);
            case STAGED -> text.add(number);
            case CHECKED -> {
                text.add(number);
                text.add(file);
                text.add(line);
                text.add(problem);
            }
        }
        text.endRow();
        first = count == 0 ? number : first;
        count++;
    }
}
