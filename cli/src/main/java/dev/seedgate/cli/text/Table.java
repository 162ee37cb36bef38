package dev.seedgate.cli.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Aligned text in columns, two blanks apart, without lines around it: readable as it is and easy to cut up by scripts. */
public final class Table {
    private static final String GAP = "  ";
    private static final String NOTHING = "-";

    private final List<Column> columns;
    private final List<List<String>> rows = new ArrayList<>();

    private Table(List<Column> columns) {
        this.columns = columns;
    }

    private record Column(String header, boolean right) {}

    /**
     * A table without rows yet.
     *
     * @param headers one for each column; one that begins with {@code >} stands, like its column, to the right
     */
    public static Table of(String... headers) {
        return new Table(Arrays.stream(headers)
                .map(header ->
                        header.startsWith(">") ? new Column(header.substring(1), true) : new Column(header, false))
                .toList());
    }

    /** One cell for each column; an empty one is shown as a dash. */
    public Table row(Object... cells) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException(
                    "a row must have " + columns.size() + " cells, got: " + Arrays.toString(cells));
        }
        rows.add(Arrays.stream(cells).map(Object::toString).toList());
        return this;
    }

    public boolean isEmpty() {
        return rows.isEmpty();
    }

    /** The header and the rows, one text for each line. */
    public List<String> lines() {
        int[] widths = IntStream.range(0, columns.size()).map(this::width).toArray();
        List<String> lines = new ArrayList<>();
        lines.add(line(columns.stream().map(Column::header).toList(), widths));
        rows.forEach(row -> lines.add(
                line(row.stream().map(cell -> cell.isEmpty() ? NOTHING : cell).toList(), widths)));
        return lines;
    }

    @Override
    public String toString() {
        return String.join(System.lineSeparator(), lines());
    }

    private int width(int column) {
        int widest = rows.stream()
                .mapToInt(row -> Math.max(length(row.get(column)), NOTHING.length()))
                .max()
                .orElse(0);
        return Math.max(widest, length(columns.get(column).header()));
    }

    private String line(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String padding = " ".repeat(widths[i] - length(cells.get(i)));
            line.append(i == 0 ? "" : GAP);
            line.append(columns.get(i).right() ? padding + cells.get(i) : cells.get(i) + padding);
        }
        return line.toString().stripTrailing();
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
