package dev.seedgate.cli.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * Aligned text in columns, two blanks apart, without lines around it: readable as it is and easy to cut up by scripts. Where there is not
 * room for all of it, columns that say so are left out, and long texts are cut off; what people must be able to copy is not.
 */
public final class Table {
    private static final String GAP = "  ";
    private static final String NOTHING = "-";

    private final List<Column> columns;
    private final List<List<String>> rows = new ArrayList<>();
    private final Map<String, UnaryOperator<String>> colouring = new HashMap<>();

    private Table(List<Column> columns) {
        this.columns = columns;
    }

    /**
     * A column.
     *
     * @param right whether it stands to the right, as figures do
     * @param whole whether it is never cut off
     * @param optional whether it may be left out
     */
    record Column(String header, boolean right, boolean whole, boolean optional) {
        static Column of(String text) {
            int name = 0;
            while (name < text.length() && ">!~".indexOf(text.charAt(name)) >= 0) {
                name++;
            }
            String flags = text.substring(0, name);
            boolean right = flags.contains(">");
            return new Column(text.substring(name), right, right || flags.contains("!"), flags.contains("~"));
        }
    }

    /**
     * A table without rows yet.
     *
     * @param headers one for each column. What stands before its name says more of it: {@code >} it stands to the right, {@code !} its
     *     cells are never cut off, {@code ~} it may be left out where there is not room for all, the last of these first
     */
    public static Table of(String... headers) {
        return new Table(Arrays.stream(headers).map(Column::of).toList());
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

    /** How the cells of a column are coloured: given a cell with the blanks around it, the same in colour. */
    public Table colouring(String header, UnaryOperator<String> colour) {
        colouring.put(header, colour);
        return this;
    }

    public boolean isEmpty() {
        return rows.isEmpty();
    }

    /** The header and the rows, one text for each line, as wide as they are and without colours. */
    public List<String> lines() {
        return lines(OutputDevice.PLAIN);
    }

    /** The same as it fits there. */
    public List<String> lines(OutputDevice device) {
        int[] natural = IntStream.range(0, columns.size()).map(this::width).toArray();
        int room = device.columns().orElse(Integer.MAX_VALUE);
        int[] widths = TableFit.fit(columns, natural, GAP.length(), room);
        List<String> lines = new ArrayList<>();
        lines.add(device.colours()
                .strong(Words.shortened(
                        line(columns.stream().map(Column::header).toList(), widths, false), room)));
        for (List<String> row : rows) {
            List<String> cells =
                    row.stream().map(cell -> cell.isEmpty() ? NOTHING : cell).toList();
            String plain = line(cells, widths, false);
            lines.add(Words.length(plain) > room ? Words.shortened(plain, room) : line(cells, widths, true));
        }
        return lines;
    }

    @Override
    public String toString() {
        return String.join(System.lineSeparator(), lines());
    }

    private int width(int column) {
        int widest = rows.stream()
                .mapToInt(row -> Math.max(Words.length(row.get(column)), NOTHING.length()))
                .max()
                .orElse(0);
        return Math.max(widest, Words.length(columns.get(column).header()));
    }

    private String line(List<String> cells, int[] widths, boolean coloured) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < widths.length; i++) {
            if (widths[i] != TableFit.LEFT_OUT) {
                Column column = columns.get(i);
                String cell = Words.shortened(cells.get(i), widths[i]);
                String padding = " ".repeat(widths[i] - Words.length(cell));
                UnaryOperator<String> colour = coloured ? colouring.get(column.header()) : null;
                String shown = colour == null ? cell : colour.apply(cell);
                parts.add(column.right() ? padding + shown : shown + padding);
            }
        }
        return String.join(GAP, parts).stripTrailing();
    }
}
