package dev.seedgate.seeds;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes a feed in its vendor's shape. The file appears under its name only when it is whole: half a feed would be loaded
 * without a complaint.
 */
public final class FeedWriter {
    /** How many rows of a faulty feed have decimal commas. */
    static final int FAULTY_ROWS = 10;

    private static final int NO_ROW = 0;
    private static final int BUFFER_BYTES = 1 << 16;

    private final FeedSpec spec;
    private final int firstFaultyRow;
    private final List<@Nullable String> fields = new ArrayList<>();

    private FeedWriter(FeedSpec spec, int firstFaultyRow) {
        this.spec = spec;
        this.firstFaultyRow = firstFaultyRow;
    }

    /**
     * Writes the whole feed.
     *
     * @param file compressed when its name ends in {@code .gz}; replaced when it exists
     */
    public static void write(FeedSpec spec, Path file) throws IOException {
        new FeedWriter(spec, NO_ROW).toFile(file);
    }

    /**
     * Writes a feed that no database should take: ten rows have a decimal comma in their price.
     *
     * @param firstFaultyRow counted from 1, without the header
     */
    public static void writeFaulty(FeedSpec spec, int firstFaultyRow, Path file) throws IOException {
        if (firstFaultyRow < 1 || firstFaultyRow > spec.rows()) {
            throw new IllegalArgumentException(
                    "the first faulty row must be from 1 to " + spec.rows() + ", the rows, got: " + firstFaultyRow);
        }
        new FeedWriter(spec, firstFaultyRow).toFile(file);
    }

    private void toFile(Path file) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".part");
        try {
            try (OutputStream out = open(unfinished, file.toString().endsWith(".gz"))) {
                writeTo(out);
            }
            Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private static OutputStream open(Path file, boolean gzip) throws IOException {
        OutputStream out = Files.newOutputStream(file);
        return gzip ? new GZIPOutputStream(out, BUFFER_BYTES) : new BufferedOutputStream(out, BUFFER_BYTES);
    }

    private void writeTo(OutputStream out) throws IOException {
        FeedShape.Dialect dialect = spec.shape().dialect();
        try (CsvWriter csv = CsvWriter.builder()
                .fieldSeparator(dialect.delimiter())
                .quoteStrategy(dialect.quotes())
                .lineDelimiter(LineDelimiter.of(dialect.lineBreak()))
                .build(out, StandardCharsets.UTF_8)) {
            if (spec.shape().hasHeader()) {
                csv.writeRecord(spec.shape().columns().stream()
                        .map(FeedShape.Column::header)
                        .toList());
            }
            var rows = new FeedRows(spec);
            for (int number = 1; rows.hasNext(); number++) {
                writeRow(csv, rows.next(), number);
            }
        }
    }

    private void writeRow(CsvWriter csv, FeedRow row, int number) {
        fields.clear();
        for (FeedShape.Column column : spec.shape().columns()) {
            String text = column.field().of(row);
            if (text == null && !spec.shape().dialect().nullText().isEmpty()) {
                text = spec.shape().dialect().nullText();
            }
            fields.add(column.field() == FeedField.PRICE && isFaulty(number) ? withDecimalComma(text) : text);
        }
        csv.writeRecord(fields);
    }

    private boolean isFaulty(int number) {
        return firstFaultyRow != NO_ROW && number >= firstFaultyRow && number < firstFaultyRow + FAULTY_ROWS;
    }

    private static @Nullable String withDecimalComma(@Nullable String text) {
        return text == null ? null : text.replace('.', ',');
    }
}
