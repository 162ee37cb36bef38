package dev.seedgate.cli.text;

import java.util.List;

/** How wide a table's columns may be where there is not room for all of them. */
final class TableFit {
    /** The width of a column that is not shown. */
    static final int LEFT_OUT = -1;

    /** Rather than cut a text shorter than this, a column that may go is left out. */
    private static final int READABLE = 16;

    private static final int LEAST = 6;

    private TableFit() {}

    /**
     * Shrinks the widest texts as far as they stay readable; then leaves out columns, the last first; then shrinks further.
     *
     * @param natural widths that hold everything
     * @param gap between two columns
     * @param room for all of them with their gaps
     * @return widths that fit, or nearly so where too much must stay
     */
    static int[] fit(List<Table.Column> columns, int[] natural, int gap, int room) {
        int[] widths = natural.clone();
        int[] fitting = shrunk(columns, widths, gap, room, READABLE);
        for (int i = columns.size() - 1; i >= 0 && total(fitting, gap) > room; i--) {
            if (columns.get(i).optional()) {
                widths[i] = LEFT_OUT;
                fitting = shrunk(columns, widths, gap, room, READABLE);
            }
        }
        return total(fitting, gap) > room ? shrunk(columns, widths, gap, room, LEAST) : fitting;
    }

    private static int[] shrunk(List<Table.Column> columns, int[] widths, int gap, int room, int least) {
        int[] shrunk = widths.clone();
        while (total(shrunk, gap) > room) {
            int widest = -1;
            for (int i = 0; i < shrunk.length; i++) {
                boolean mayShrink = !columns.get(i).whole()
                        && shrunk[i] > Math.max(least, columns.get(i).header().length());
                if (mayShrink && (widest < 0 || shrunk[i] > shrunk[widest])) {
                    widest = i;
                }
            }
            if (widest < 0) {
                return shrunk;
            }
            shrunk[widest]--;
        }
        return shrunk;
    }

    private static int total(int[] widths, int gap) {
        int total = -gap;
        for (int width : widths) {
            total += width == LEFT_OUT ? 0 : width + gap;
        }
        return total;
    }
}
